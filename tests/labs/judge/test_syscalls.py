"""The filter of system calls, run by a small machine of our own: also for the processor we lack."""

from __future__ import annotations

import struct

import pytest

from tripos.labs.judge.syscalls import number, program

ALLOW, KILL, EPERM, ENOSYS = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050026
ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
EXECVE = {"x86_64": 59, "aarch64": 221}
SOCKET = {"x86_64": 41, "aarch64": 198}
MEMFD = {"x86_64": 319, "aarch64": 279}


def decide(steps: bytes, arch: int, call: int, *arguments: int) -> int:
    """What the kernel would answer."""
    data = struct.pack("<iIQ6Q", call, arch, 0, *[*arguments, *[0] * 6][:6])
    at = held = 0
    while True:
        code, true, false, value = struct.unpack_from("<HBBI", steps, at * 8)
        at += 1
        if code == 0x20:
            (held,) = struct.unpack_from("<I", data, value)
        elif code == 0x54:
            held &= value
        elif code == 0x15:
            at += true if held == value else false
        else:
            return int(value)


@pytest.mark.parametrize("machine", ARCH)
def test_it_works(machine: str) -> None:
    """Reading is allowed, programs and sockets are not, another machine's numbers are fatal."""
    steps, arch = program(machine, threads=False, signals=False), ARCH[machine]

    assert ALLOW == decide(steps, arch, number("read", machine))
    for names in (EXECVE, SOCKET, MEMFD):
        assert EPERM == decide(steps, arch, names[machine])
    assert KILL == decide(steps, 0x40000003, number("read", machine))
    assert EPERM == decide(steps, arch, number("read", machine) | 0x40000000)
    assert len(steps) // 8 < 4096


@pytest.mark.parametrize("machine", ARCH)
def test_threads_but_never_processes(machine: str) -> None:
    """`clone` passes only for threads, only if asked, and in no new namespace."""
    clone, arch = number("clone", machine), ARCH[machine]
    none = program(machine, threads=False, signals=True)
    some = program(machine, threads=True, signals=True)

    assert EPERM == decide(none, arch, clone, 0x3D0F00)
    assert ALLOW == decide(some, arch, clone, 0x3D0F00)
    assert EPERM == decide(some, arch, clone, 17)
    assert EPERM == decide(some, arch, clone, 0x3D0F00 | 0x10000000)
    assert ENOSYS == decide(some, arch, number("clone3", machine))


@pytest.mark.parametrize("machine", ARCH)
def test_conditions(machine: str) -> None:
    """No locks, no foreign limits, no terminal input, signals only where there are no others."""
    steps, arch = program(machine, threads=False, signals=False), ARCH[machine]
    with_signals = program(machine, threads=False, signals=True)

    def answer(name: str, *arguments: int) -> int:
        return decide(steps, arch, number(name, machine), *arguments)

    assert ALLOW == answer("fcntl", 3, 1)
    assert EPERM == answer("fcntl", 3, 6)
    assert ALLOW == answer("prlimit64", 0, 9, 0)
    assert EPERM == answer("prlimit64", 0, 9, 1)
    assert EPERM == answer("prlimit64", 0, 9, 1 << 32)
    assert ALLOW == answer("ioctl", 1, 0x5401)
    assert EPERM == answer("ioctl", 1, 0x5412)
    assert EPERM == answer("tgkill", 1, 1, 9)
    assert ALLOW == decide(with_signals, arch, number("tgkill", machine), 1, 1, 6)
