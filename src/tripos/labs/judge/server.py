"""The fork server: loads a stack once, then forks one confined child for each job.

It is started with an empty environment and never reads a job: descriptors go through to the child,
so no child can find another's data, and nothing hidden, in the memory that it inherits.

Its socket takes `{"op": "run"}` with the descriptors of job, results and output (and of a gate, if
the child shall wait until it is in its cgroup), answers with a pidfd, and takes `{"op": "reap"}`.
"""

from __future__ import annotations

import fcntl
import json
import math
import os
import platform
import resource
import signal
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tripos.labs.judge import kernel, root, runner, stacks, syscalls
from tripos.labs.judge.level import Level
from tripos.labs.judge.wire import unpack

_RESULTS = 3  # where a child's results go
_RULES = 4  # where its Landlock rules are until they hold
_HIGH = 32  # the server's own descriptors begin here, out of a child's way
_MAX_FILES = 64  # open at once
_MAX_THREADS = 48


@dataclass(frozen=True)
class Setting:
    """What the server made once for all its children."""

    level: Level
    proc: int  # a descriptor of /proc, which the new root does not hold
    spaces: int = -1  # of the pid namespace in which each child gets one of its own
    rules: int = -1  # of Landlock, where they are the same for all children
    size: int = 0  # bytes of address space once the stack is loaded


def main() -> None:
    """Serves until the socket closes: fd, stack, least and highest level are the arguments."""
    fd, name, least, at_most = sys.argv[2:6]
    control = socket.socket(fileno=_lift(int(fd)))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    offered, reason = kernel.offered()
    level = min(offered, Level(int(at_most)))
    if level < offered:
        reason = "it was asked to offer no more"
    told = {"offered": int(offered), "level": int(level), "reason": reason}
    if level >= Level(int(least)):
        try:
            setting = _prepare(stacks.find(name), level)
        except Exception as error:  # noqa: BLE001 - the judge turns it into a sentence
            told["error"] = f"{error}"[:2000] or type(error).__name__
    control.send(json.dumps(told).encode())
    if level >= Level(int(least)) and "error" not in told:
        _serve(control, setting)


def _lift(fd: int) -> int:
    """The same descriptor at a higher number."""
    high = fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, _HIGH)
    os.close(fd)
    return high


def _prepare(stack: stacks.Stack, level: Level) -> Setting:
    """Enters the server's own confinement, and loads the stack."""
    seen = stacks.view(stack)
    setting = Setting(level, _lift(os.open("/proc", os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)))
    if level is Level.FULL:
        setting = _in_namespaces(setting, seen, stack)
    else:
        stacks.preload(stack, seen)
    if level is Level.SEALED:
        setting = _sealed(setting, seen)
    return replace(setting, size=_size(setting.proc))


def _in_namespaces(setting: Setting, seen: stacks.View, stack: stacks.Stack) -> Setting:
    """A world of its own: first the root while its parts are readable, then the user, or inversely.

    Root must build the new root before it becomes nobody, who may not be able to read the stack; an
    ordinary user may mount only inside a user namespace.
    """
    stacks.preload(stack, seen)
    paths = [*seen.paths, *root.mapped()]
    as_root = os.getuid() == 0
    if as_root:
        kernel.unshare(kernel.NEWNS)
        root.enter(paths)
        kernel.become_nobody()
    uid, gid = os.getuid(), os.getgid()
    kernel.unshare(
        kernel.NEWUSER | kernel.NEWNS | kernel.NEWNET | kernel.NEWIPC | kernel.NEWUTS
        | kernel.NEWPID
    )  # fmt: skip
    for name, line in (
        ("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")
    ):  # fmt: skip
        _write(setting.proc, name, line)
    if not as_root:
        root.enter(paths)
    _become_first()
    spaces = os.open("self/ns/pid", os.O_RDONLY | os.O_CLOEXEC, dir_fd=setting.proc)
    return replace(setting, spaces=_lift(spaces))


def _write(proc: int, name: str, line: str) -> None:
    """Writes a line into a file of this process in /proc."""
    fd = os.open(f"self/{name}", os.O_WRONLY | os.O_CLOEXEC, dir_fd=proc)
    try:
        os.write(fd, line.encode())
    finally:
        os.close(fd)


def _become_first() -> None:
    """Goes on as the first process of the new pid namespace, whose end is the end of all in it."""
    pid = os.fork()
    if pid:
        os.closerange(3, 256)
        os.waitpid(pid, 0)
        os._exit(0)
    kernel.die_with_parent()


def _sealed(setting: Setting, seen: stacks.View) -> Setting:
    """Rules that are the same for all children; root becomes nobody."""
    paths = [*root.readable(seen.paths), *root.mapped(), root.ZONES]
    rules = _lift(kernel.landlock_rules(paths, devices=root.DEVICES))
    if os.getuid() == 0:
        kernel.become_nobody()
        for path in seen.search:
            if not os.access(path, os.R_OK | os.X_OK):
                raise OSError(
                    f"the user 'nobody' cannot read {path}: install Python where all may read it, "
                    "or run this as an ordinary user"
                )
    return replace(setting, rules=rules)


def _size(proc: int) -> int:
    """Bytes of address space that this process takes."""
    fd = os.open("self/statm", os.O_RDONLY | os.O_CLOEXEC, dir_fd=proc)
    with os.fdopen(fd, encoding="ascii") as statm:
        return int(statm.read().split()[0]) * resource.getpagesize()


def _serve(control: socket.socket, setting: Setting) -> None:
    """Forks and reaps until the judge is gone."""
    while True:
        told, fds, _, _ = socket.recv_fds(control, 4096, 4)
        if not told:
            return
        asked = json.loads(told)
        if asked["op"] == "run":
            pid = _fork(control, setting, fds)
            pidfd = os.pidfd_open(pid)
            socket.send_fds(control, [json.dumps({"pid": pid}).encode()], [pidfd])
            os.close(pidfd)
        else:
            _, status, used = os.wait4(asked["pid"], 0)
            answer = {
                "status": status,
                "cpu_s": used.ru_utime + used.ru_stime,
                "memory_mb": used.ru_maxrss / 1024,
            }
            control.send(json.dumps(answer).encode())


def _fork(control: socket.socket, setting: Setting, fds: list[int]) -> int:
    if setting.spaces >= 0:
        # Back to our own, from which the next child gets one below.
        kernel.setns(setting.spaces, kernel.NEWPID)
        kernel.unshare(kernel.NEWPID)
    pid = os.fork()
    if pid == 0:
        try:
            control.close()
            _child(setting, fds)
        except BaseException as error:  # noqa: BLE001 - must not return into the server's loop
            os.write(2, f"the run ended before its end: {error}\n".encode())
        finally:
            os._exit(97)
    for fd in fds:
        os.close(fd)
    return pid


def _child(setting: Setting, fds: list[int]) -> None:
    """Reads the job, confines itself, and hands over to the submission."""
    kernel.die_with_parent()
    os.setsid()
    if len(fds) > 3:
        os.read(fds[3], 1)  # until the judge has put this process into its cgroup
    job = _job(fds[0])
    nothing = os.open("/dev/null", os.O_RDONLY)
    for source, target in ((nothing, 0), (fds[2], 1), (fds[2], 2), (fds[1], _RESULTS)):
        os.dup2(source, target, inheritable=False)
    _write(setting.proc, "oom_score_adj", "1000")  # short of memory, the kernel takes the child
    if setting.rules >= 0:
        os.dup2(setting.rules, _RULES, inheritable=False)
    os.closerange(_RULES + (setting.rules >= 0), 256)
    for number in (signal.SIGINT, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    os.environ.clear()
    runner.fresh_streams()
    _confine(setting, job)
    runner.run(job, runner.writer(_RESULTS), job["limits"]["result_mb"] << 20)
    os._exit(0)


def _job(fd: int) -> dict[str, Any]:
    """The job behind a descriptor, which is closed."""
    with open(fd, "rb") as file:
        file.seek(0)
        job = unpack(file.read(), max_bytes=1 << 30)
    assert isinstance(job, dict)
    return job


def _confine(setting: Setting, job: Mapping[str, Any]) -> None:
    """Gives up everything that the submission shall not have; there is no way back."""
    limits, level = job["limits"], setting.level
    full = level is Level.FULL
    if full:
        kernel.unshare(kernel.NEWNS)
        data = f"size={limits['disk_mb']}m,nr_inodes={limits['disk_mb'] * 32 + 64},mode=700"
        flags = kernel.NOSUID | kernel.NODEV | kernel.NOEXEC
        kernel.mount("tmpfs", root.SCRATCH, "tmpfs", flags, data)
        os.environ.update(HOME=root.SCRATCH, TMPDIR=root.SCRATCH)
    os.chdir(job["folder"] or (root.SCRATCH if full else "/"))
    if full or job["folder"]:
        runner.write_files(job["files"])
    _limit(setting, limits)
    if level is Level.NONE:
        return
    kernel.drop_capabilities()
    kernel.no_new_privileges()
    rules = _RULES
    if full:
        rules = kernel.landlock_rules(["/"], [root.SCRATCH], root.DEVICES)
    kernel.landlock_restrict(rules)
    os.close(rules)
    threads = full and limits["threads"]
    kernel.seccomp_install(syscalls.program(platform.machine(), threads=threads, signals=full))


def _limit(setting: Setting, limits: Mapping[str, Any]) -> None:
    """The limits of one process; those of the whole tree are the cgroup's, where there is one."""
    sealed = setting.level is Level.SEALED
    wanted = {
        resource.RLIMIT_AS: setting.size + (limits["memory_mb"] << 20),
        # Soft and hard at once: the first process of a namespace would not notice SIGXCPU.
        resource.RLIMIT_CPU: math.ceil(limits["cpu_s"]),
        resource.RLIMIT_FSIZE: 0 if sealed else limits["disk_mb"] << 20,
        resource.RLIMIT_NOFILE: _MAX_FILES,
        resource.RLIMIT_STACK: 8 << 20,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
    }
    if setting.level is Level.FULL:
        # Counted in our own user namespace; elsewhere it would count all that the user runs.
        wanted[resource.RLIMIT_NPROC] = _MAX_THREADS
    for kind, value in wanted.items():
        _, most = resource.getrlimit(kind)
        least = value if most == resource.RLIM_INFINITY else min(value, most)
        resource.setrlimit(kind, (least, least))
