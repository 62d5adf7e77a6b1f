"""The Linux calls that confine a process, by ctypes: namespaces, mounts, Landlock, seccomp, limits.

Nothing here needs privilege; where the kernel refuses, `OSError` says which call it was.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import struct
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from tripos.labs.judge import syscalls
from tripos.labs.judge.level import Level

NOBODY = 65534

NEWNS, NEWUTS, NEWIPC = 0x00020000, 0x04000000, 0x08000000
NEWUSER, NEWPID, NEWNET = 0x10000000, 0x20000000, 0x40000000
RDONLY, NOSUID, NODEV, NOEXEC, REMOUNT = 1, 2, 4, 8, 32
BIND, REC, PRIVATE = 4096, 16384, 1 << 18
# The flags of a mount that a less privileged remount must repeat, as statvfs tells them.
_KEPT = {2: NOSUID, 4: NODEV, 8: NOEXEC, 1024: 1024, 2048: 2048, 4096: 1 << 21}
_DETACH = 2
_PDEATHSIG, _DUMPABLE, _CAPBSET_DROP, _NO_NEW_PRIVS = 1, 4, 24, 38
_CAPABILITY_VERSION = 0x20080522

_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
LEAST_LANDLOCK = 3  # the first that governs truncation: Linux 6.2
_READ = 4 | 8  # READ_FILE, READ_DIR
_WRITE = 2 | 16 | 32 | 128 | 256 | 16384  # WRITE_FILE, REMOVE_*, MAKE_DIR, MAKE_REG, TRUNCATE
_OF_FILES = 1 | 2 | 4 | 16384 | 32768  # the rights that a file, not a folder, can have

_libc: ctypes.CDLL | None = None


def _c() -> ctypes.CDLL:
    global _libc  # noqa: PLW0603 - loaded once, and only where it is used: Windows has none
    if _libc is None:
        _libc = ctypes.CDLL(None, use_errno=True)
    return _libc


def _checked(result: int, what: str) -> int:
    if result == -1:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return result


def _syscall(name: str, *arguments: object) -> int:
    found = syscalls.number(name, platform.machine())
    return _checked(_c().syscall(ctypes.c_long(found), *arguments), name)


def unshare(flags: int) -> None:
    """Leaves the namespaces that `flags` name for new ones."""
    _checked(_c().unshare(ctypes.c_int(flags)), "unshare")


def setns(fd: int, kind: int) -> None:
    """Enters the namespace behind `fd`."""
    _checked(_c().setns(fd, kind), "setns")


def mount(source: str | None, target: str, kind: str | None, flags: int, data: str = "") -> None:
    """Mounts `source` at `target`."""
    words = [None if word is None else word.encode() for word in (source, target, kind)]
    result = _c().mount(*words, ctypes.c_ulong(flags), data.encode() or None)
    _checked(result, f"mount {target}")


def bind_readonly(source: str, target: str) -> None:
    """Shows `source` at `target`, read-only, with what else its mount forbids."""
    mount(source, target, None, BIND)
    kept = os.statvfs(target).f_flag
    flags = sum(flag for told, flag in _KEPT.items() if kept & told)
    mount(None, target, None, BIND | REMOUNT | RDONLY | NOSUID | NODEV | flags)


def unmount(target: str) -> None:
    """Detaches what is mounted at `target`."""
    _checked(_c().umount2(target.encode(), _DETACH), f"umount {target}")


def pivot_root(new: str, old: str) -> None:
    """Makes `new` the root, and puts the former one at `old`."""
    _syscall("pivot_root", new.encode(), old.encode())


def _prctl(option: int, value: int = 0) -> None:
    unused = ctypes.c_ulong(0)
    result = _c().prctl(ctypes.c_int(option), ctypes.c_ulong(value), unused, unused, unused)
    _checked(result, "prctl")


def die_with_parent() -> None:
    """Has this process killed when its parent dies; a change of user undoes this."""
    _prctl(_PDEATHSIG, signal.SIGKILL)


def drop_capabilities() -> None:
    """Gives up every capability, for good."""
    for capability in range(64):
        with suppress(OSError):
            _prctl(_CAPBSET_DROP, capability)
    _syscall("capset", struct.pack("Ii", _CAPABILITY_VERSION, 0), bytes(24))


def no_new_privileges() -> None:
    """Makes setuid programs powerless for this process and what it starts."""
    _prctl(_NO_NEW_PRIVS, 1)


def become_nobody() -> None:
    """Leaves root's user for `nobody`, of whom limits and file modes are true."""
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    _prctl(_DUMPABLE, 1)  # the change took our own files in /proc from us


def landlock_version() -> int:
    """The version of Landlock that the kernel offers; 0 if none."""
    try:
        unused, version = ctypes.c_size_t(0), ctypes.c_uint32(1)
        found: int = _c().syscall(ctypes.c_long(_LANDLOCK_CREATE), None, unused, version)
    except (AttributeError, OSError):
        return 0
    return max(0, found)


def landlock_rules(
    read: Iterable[str], write: Iterable[str] = (), devices: Iterable[str] = ()
) -> int:
    """A descriptor of rules: only these trees may be read, written, or both without making files.

    Everything else is denied, and TCP, abstract sockets and signals where Landlock knows them.
    """
    version = landlock_version()
    governed = (1 << {1: 13, 2: 14, 3: 15, 4: 15}.get(version, 16)) - 1
    fields = [governed, 3 if version >= 4 else 0, 3 if version >= 6 else 0]
    attributes = struct.pack("QQQ", *fields)[: 24 if version >= 6 else 16 if version >= 4 else 8]
    size, none = ctypes.c_size_t(len(attributes)), ctypes.c_uint32(0)
    result = _c().syscall(ctypes.c_long(_LANDLOCK_CREATE), attributes, size, none)
    rules = _checked(result, "landlock_create_ruleset")
    for paths, rights in ((read, _READ), (write, _READ | _WRITE), (devices, 2 | 4)):
        for path in paths:
            _allow(rules, path, rights & governed)
    return rules


def _allow(rules: int, path: str, rights: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        rights &= -1 if Path(path).is_dir() else _OF_FILES
        rule = struct.pack("=Qi", rights, fd)
        by_path, none = ctypes.c_int(1), ctypes.c_uint32(0)
        result = _c().syscall(ctypes.c_long(_LANDLOCK_ADD), rules, by_path, rule, none)
        _checked(result, f"landlock_add_rule {path}")
    finally:
        os.close(fd)


def landlock_restrict(rules: int) -> None:
    """Puts this process under `rules`, for good."""
    result = _c().syscall(ctypes.c_long(_LANDLOCK_RESTRICT), rules, ctypes.c_uint32(0))
    _checked(result, "landlock_restrict_self")


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))


def seccomp_install(program: bytes) -> None:
    """Puts this process under a filter of system calls, for good."""
    steps = ctypes.create_string_buffer(program, len(program))
    filled = _Program(len(program) // 8, ctypes.cast(steps, ctypes.c_void_p))
    _syscall("seccomp", ctypes.c_uint(1), ctypes.c_uint(0), ctypes.byref(filled))


def _sealing() -> str:
    """Why this kernel cannot seal; empty if it can."""
    if not syscalls.supported(platform.machine()):
        return f"no filter of system calls is written for {platform.machine()}"
    version = landlock_version()
    if version < LEAST_LANDLOCK:
        return (
            f"Landlock {LEAST_LANDLOCK} is needed, Linux 6.2 or newer; here is {version or 'none'}"
        )
    return _in_child(_try_seccomp)


def _try_seccomp() -> None:
    no_new_privileges()
    seccomp_install(syscalls.program(platform.machine(), threads=False, signals=False))


def _try_namespaces() -> None:
    """As the server will: root first makes mounts as root, then goes on as nobody."""
    if os.getuid() == 0:
        unshare(NEWNS)
        become_nobody()
    unshare(NEWUSER | NEWNS | NEWNET | NEWIPC | NEWUTS | NEWPID)
    mount("none", "/", None, REC | PRIVATE)
    mount("tmpfs", "/tmp", "tmpfs", NOSUID | NODEV, "size=1m")  # noqa: S108 - in a world of its own


def _in_child(attempt: Callable[[], None]) -> str:
    """Why `attempt` fails in a process of its own; empty if it does not."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            attempt()
        except Exception as error:  # noqa: BLE001 - whatever it is, the answer is no
            os.write(writing, str(error).encode()[:200])
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(pid, 0)
    return told.decode() or ("" if status == 0 else "a trial was killed")


def offered() -> tuple[Level, str]:
    """The highest level that this machine offers, and why it is not a higher one.

    Tries in processes of its own: call it from a process with one thread.
    """
    if platform.system() != "Linux":
        return Level.NONE, f"{platform.system()} cannot confine a process; Linux can"
    if reason := _sealing():
        return Level.NONE, reason
    if reason := _in_child(_try_namespaces):
        return Level.SEALED, f"namespaces are refused: {reason}"
    return Level.FULL, ""
