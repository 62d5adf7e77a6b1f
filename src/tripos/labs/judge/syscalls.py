"""The system calls that a submission may make, as a seccomp program for x86_64 and aarch64.

Everything not allowed fails with EPERM, so that a library which merely asks carries on. A numeric
program whose modules are loaded needs no exec, socket, signal to others, memfd, keyring, io_uring,
file lock, change of owner, mode or time stamp; those are where sandboxes have leaked.
"""

from __future__ import annotations

import errno
import struct
from collections.abc import Iterable

# name: number on x86_64, on aarch64 (-1 where it does not exist there)
_NUMBERS: dict[str, tuple[int, int]] = {
    name: (int(x86), int(arm))
    for name, x86, arm in (
        line.split()
        for line in """
        read 0 63;write 1 64;readv 19 65;writev 20 66;pread64 17 67;pwrite64 18 68;open 2 -1
        openat 257 56;close 3 57;lseek 8 62;fstat 5 80;stat 4 -1;lstat 6 -1;newfstatat 262 79
        statx 332 291;access 21 -1;faccessat 269 48;faccessat2 439 439;readlink 89 -1
        readlinkat 267 78;getcwd 79 17;chdir 80 49;getdents64 217 61;mkdir 83 -1;mkdirat 258 34
        unlink 87 -1;unlinkat 263 35;rmdir 84 -1;rename 82 -1;renameat 264 38;renameat2 316 276
        ftruncate 77 46;fsync 74 82;fdatasync 75 83;dup 32 23;dup2 33 -1;dup3 292 24;pipe 22 -1
        pipe2 293 59;poll 7 -1;ppoll 271 73;select 23 -1;pselect6 270 72;mmap 9 222
        mprotect 10 226;munmap 11 215;mremap 25 216;madvise 28 233;brk 12 214
        rt_sigaction 13 134;rt_sigprocmask 14 135;rt_sigreturn 15 139;rt_sigpending 127 136
        rt_sigtimedwait 128 137;rt_sigsuspend 130 133;sigaltstack 131 132;futex 202 98
        set_robust_list 273 99;rseq 334 293;sched_yield 24 124;sched_getaffinity 204 123
        nanosleep 35 101;clock_nanosleep 230 115;clock_gettime 228 113;clock_getres 229 114
        gettimeofday 96 169;time 201 -1;times 100 153;setitimer 38 103;getitimer 36 102
        alarm 37 -1;pause 34 -1;getpid 39 172;gettid 186 178;getppid 110 173;getuid 102 174
        geteuid 107 175;getgid 104 176;getegid 108 177;getresuid 118 148;getresgid 120 150
        getrandom 318 278;getrusage 98 165;getrlimit 97 163;sysinfo 99 179;uname 63 160
        umask 95 166;exit 60 93;exit_group 231 94;restart_syscall 219 128;getcpu 309 168
        statfs 137 43;fstatfs 138 44;fadvise64 221 223;sendfile 40 71
        clone 56 220;clone3 435 435;fcntl 72 25;ioctl 16 29;prctl 157 167;prlimit64 302 261
        tgkill 234 131;pivot_root 155 41;capset 126 91;seccomp 317 277
        """.replace("\n", ";").split(";")
        if line.strip()
    )
}
# Allowed only under conditions, or not at all: the numbers are for ourselves.
_CONDITIONAL = {"clone", "clone3", "fcntl", "ioctl", "prctl", "prlimit64", "tgkill"}
_OURS = {"pivot_root", "capset", "seccomp"}

_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column, AUDIT_ARCH
_FCNTL = (0, 1, 2, 3, 4, 1030)  # DUPFD, GETFD, SETFD, GETFL, SETFL, DUPFD_CLOEXEC; no locks
_IOCTL = (0x5401, 0x5413, 0x5421, 0x5450, 0x5451)  # TCGETS, TIOCGWINSZ, FIONBIO, FIO(N)CLEX
_PR_SET_NAME = 15
_THREAD = 0x00010000  # CLONE_THREAD
_SPACES = 0x7E020080  # every CLONE_NEW* flag

_LOAD, _EQUAL, _AND, _RETURN = 0x20, 0x15, 0x54, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_NR, _ARCH, _ARGS = 0, 4, 16


def supported(machine: str) -> bool:
    """Whether there is a program for `machine`, as `platform.machine()` names it."""
    return machine in _MACHINES


def number(name: str, machine: str) -> int:
    """The number of a system call on `machine`."""
    return _NUMBERS[name][_MACHINES[machine][0]]


def _step(code: int, value: int, true: int = 0, false: int = 0) -> bytes:
    return struct.pack("<HBBI", code, true, false, value)


def _when(call: int, body: list[bytes]) -> list[bytes]:
    """`body` for one system call; it must return."""
    return [_step(_EQUAL, call, 0, len(body)), *body]


def _one_of(argument: int, values: Iterable[int]) -> list[bytes]:
    """Allows if the low half of an argument is one of `values`."""
    steps = [_step(_LOAD, _ARGS + 8 * argument)]
    for value in values:
        steps += [_step(_EQUAL, value, 0, 1), _step(_RETURN, _ALLOW)]
    return [*steps, _step(_RETURN, _ERRNO | errno.EPERM)]


def _null(argument: int) -> list[bytes]:
    """Allows if an argument is a null pointer."""
    refuse = _step(_RETURN, _ERRNO | errno.EPERM)
    low, high = _ARGS + 8 * argument, _ARGS + 8 * argument + 4
    return [_step(_LOAD, low), _step(_EQUAL, 0, 1, 0), refuse,
            _step(_LOAD, high), _step(_EQUAL, 0, 1, 0), refuse, _step(_RETURN, _ALLOW)]  # fmt: skip


def _threads_only() -> list[bytes]:
    """Allows if the flags make a thread of this process, in no namespace of its own."""
    return [_step(_LOAD, _ARGS), _step(_AND, _THREAD | _SPACES), _step(_EQUAL, _THREAD, 1, 0),
            _step(_RETURN, _ERRNO | errno.EPERM), _step(_RETURN, _ALLOW)]  # fmt: skip


def program(machine: str, threads: bool, signals: bool) -> bytes:
    """The filter, as the kernel reads it.

    `threads` allows threads (never processes); `signals` allows signals, which is safe only for a
    process that sees no other.
    """
    column, arch = _MACHINES[machine]
    numbers = {name: found[column] for name, found in _NUMBERS.items() if found[column] >= 0}
    steps = [_step(_LOAD, _ARCH), _step(_EQUAL, arch, 1, 0), _step(_RETURN, _KILL),
             _step(_LOAD, _NR)]  # fmt: skip
    allowed = [name for name in numbers if name not in _CONDITIONAL | _OURS]
    if signals:
        allowed.append("tgkill")
    for name in allowed:
        steps += _when(numbers[name], [_step(_RETURN, _ALLOW)])
    if threads:
        steps += _when(numbers["clone"], _threads_only())
    # The C library then falls back to clone, whose flags a filter can see.
    steps += _when(numbers["clone3"], [_step(_RETURN, _ERRNO | errno.ENOSYS)])
    steps += _when(numbers["fcntl"], _one_of(1, _FCNTL))
    steps += _when(numbers["ioctl"], _one_of(1, _IOCTL))
    steps += _when(numbers["prctl"], _one_of(0, (_PR_SET_NAME,)))
    steps += _when(numbers["prlimit64"], _null(2))
    return b"".join([*steps, _step(_RETURN, _ERRNO | errno.EPERM)])
