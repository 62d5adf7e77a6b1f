"""Ways out: the network, other processes, other files, other rights."""

from __future__ import annotations

from tests.labs.judge.attacks.attack import Attack

_TRY = """
import ctypes, os, socket
libc = ctypes.CDLL(None, use_errno=True)
def worked(*actions):
    done = 0
    for action in actions:
        try: action(); done += 1
        except (OSError, RuntimeError, ImportError, AttributeError, ValueError): pass
    return {"count": done}
def called(*arguments):
    if libc.syscall(*map(ctypes.c_long, arguments)) == -1: raise OSError(ctypes.get_errno())
def c(function, *arguments):
    if getattr(libc, function)(*arguments) == -1: raise OSError(ctypes.get_errno())
"""

ATTACKS = [
    Attack(
        "tcp", "connect to a local service",
        _TRY + """
def solve(x): return worked(lambda: socket.create_connection(("127.0.0.1", $PORT), 1))
""",
    ),
    Attack(
        "udp", "send a datagram",
        _TRY + """
def send(): socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", $PORT))
def solve(x): return worked(send)
""",
    ),
    Attack(
        "unix_socket", "connect to sockets with and without a file",
        _TRY + """
def solve(x):
    return worked(lambda: socket.socket(socket.AF_UNIX).connect("\\0$ABSTRACT"),
                  lambda: socket.socket(socket.AF_UNIX).connect("$FOLDER/socket"),
                  lambda: socket.socketpair())
""",
    ),
    Attack(
        "packets", "open raw, packet, netlink and vsock sockets",
        _TRY + """
def solve(x):
    return worked(lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1),
                  lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW),
                  lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
                  lambda: socket.socket(40, socket.SOCK_STREAM))
""",
    ),
    Attack(
        "kill", "kill the judge, the server, and everyone",
        _TRY + """
import signal
def solve(x):
    return worked(*[lambda pid=pid: os.kill(pid, signal.SIGKILL)
                    for pid in ($JUDGE, $SERVER, os.getppid() or $JUDGE, -1)],
                  lambda: os.kill($JUDGE, signal.SIGTERM), lambda: os.kill($JUDGE, 0),
                  lambda: os.pidfd_open($JUDGE), lambda: os.killpg(os.getpgid($JUDGE), 9))
""",
    ),
    Attack(
        "subprocess", "start a program that writes outside",
        _TRY + """
import subprocess
def solve(x):
    return worked(lambda: subprocess.run(["/bin/sh", "-c", "echo pwned > $DROP"], check=False),
                  lambda: os.posix_spawn("/bin/sh", ["sh", "-c", "echo pwned > $DROP"], {}),
                  lambda: os.execv("/bin/sh", ["sh", "-c", "echo pwned > $DROP"]))
""",
    ),
    Attack(
        "system", "start a program by os.system and popen",
        _TRY + """
def solve(x):
    os.system("echo pwned > $DROP")
    return worked(lambda: os.popen("echo pwned > $DROP").read())
""",
    ),
    Attack(
        "multiprocessing", "run code in a pool of processes",
        """import multiprocessing
def solve(x):
    try:
        with multiprocessing.Pool(2) as pool: return {"count": len(pool.map(abs, [1, 2]))}
    except (OSError, ImportError): return {"count": 0}
""",
    ),
    Attack(
        "write_outside", "change files of others",
        _TRY + """
def put(path, mode="w"):
    with open(path, mode) as file: file.write("pwned")
def solve(x):
    return worked(lambda: put("$CANARY"), lambda: put("$CANARY", "r+"), lambda: put("$DROP"),
                  lambda: os.truncate("$CANARY", 0), lambda: os.remove("$CANARY"),
                  lambda: os.rename("$CANARY", "$DROP"), lambda: os.mkdir("$DROP"),
                  lambda: os.open("$CANARY", os.O_RDONLY | os.O_TRUNC),
                  lambda: put(os.__file__, "a"), lambda: put("/dev/shm/tripos-pwned"),
                  lambda: put("/etc/tripos-pwned"), lambda: put("$SITE/pwned.py"))
""",
    ),
    Attack(
        "attributes", "change mode, owner and times of files of others",
        _TRY + """
def solve(x):
    return worked(lambda: os.chmod("$CANARY", 0o777), lambda: os.chown("$CANARY", 65534, 65534),
                  lambda: os.utime("$CANARY", (0, 0)), lambda: os.utime(os.__file__, (0, 0)),
                  lambda: os.setxattr("$CANARY", "user.pwned", b"1"),
                  lambda: os.chmod(os.__file__, 0o666))
""",
    ),
    Attack(
        "namespaces", "make namespaces and mounts of its own",
        _TRY + """
def solve(x):
    spaces = [0x10000000, 0x20000, 0x10020000, 0x40000000, 0x20000000, 0x7e020000]
    return worked(*[lambda flag=flag: c("unshare", flag) for flag in spaces],
                  lambda: c("mount", b"none", b"/", b"tmpfs", 0, None),
                  lambda: c("mount", b"proc", b"/scratch", b"proc", 0, None),
                  lambda: c("umount2", b"/", 2), lambda: os.chroot("."),
                  lambda: c("setns", 3, 0), lambda: called(428, -100, 0, 0),
                  lambda: called(430, 0, 0))
""",
    ),
    Attack(
        "rights", "become root again",
        _TRY + """
def solve(x):
    return worked(lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setgroups([0]),
                  lambda: os.setresuid(0, 0, 0), lambda: called(126, 0, 0),
                  lambda: c("prctl", 8, 1, 0, 0, 0), lambda: c("prctl", 38, 0, 0, 0, 0),
                  lambda: c("prctl", 4, 1, 0, 0, 0), lambda: c("prctl", 1, 0, 0, 0, 0))
""",
    ),
    Attack(
        "raw_calls", "make dangerous system calls by number",
        _TRY + """
import platform
X86 = [57, 58, 59, 322, 319, 425, 321, 248, 250, 323, 298, 304, 303, 310, 311, 101, 246, 175, 313,
       165, 272, 308, 161, 155, 169, 163, 170, 41, 53, 29, 64, 68, 71, 240, 434, 438, 424, 62, 200,
       56, 435, 448, 462, 447, 259, 133, 88, 86, 90, 92, 280, 73, 251, 312, 157]
ARM = [221, 281, 279, 425, 280, 217, 219, 282, 241, 265, 264, 270, 271, 117, 106, 105, 40, 97, 268,
       142, 41, 198, 199, 194, 190, 180, 434, 438, 424, 129, 130, 220, 435, 448, 447, 33, 36, 37]
def solve(x):
    numbers = X86 if platform.machine() == "x86_64" else ARM
    done = []
    for number in numbers:
        if libc.syscall(ctypes.c_long(number), *[ctypes.c_long(0)] * 6) != -1: done.append(number)
    print(done)
    return {"count": len(done)}
""",
    ),
    Attack(
        "other_numbers", "make system calls by the numbers of another machine (x32, int 80)",
        """import ctypes, mmap, platform
def run(code):
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(code)
    at = ctypes.addressof(ctypes.c_char.from_buffer(page))
    return ctypes.CFUNCTYPE(ctypes.c_long)(at)()
def solve(x):
    if platform.machine() != "x86_64": return {"count": 0}
    count = run(b"\\xb8\\x27\\x00\\x00\\x40\\x0f\\x05\\xc3") > 0   # x32 getpid
    count += run(b"\\xb8\\x14\\x00\\x00\\x00\\xcd\\x80\\xc3") > 0  # int 0x80 getpid
    return {"count": int(count)}
""",
    ),
    Attack(
        "raise_limits", "lift its own limits",
        _TRY + """
import resource
def lift(kind): resource.setrlimit(kind, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
def solve(x):
    return worked(*[lambda kind=kind: lift(kind) for kind in
                    (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE,
                     resource.RLIMIT_NOFILE)],
                  lambda: os.nice(-10), lambda: os.sched_setscheduler(0, 1, os.sched_param(1)))
""",
    ),
    Attack(
        "locks", "leave signals for others by locks on shared files",
        _TRY + """
import fcntl
def lock(how):
    with open(os.__file__) as file: how(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
def solve(x): return worked(lambda: lock(fcntl.flock), lambda: lock(fcntl.lockf))
""",
    ),
    Attack(
        "devices", "open devices and terminals",
        _TRY + """
def solve(x):
    names = ["tty", "kmsg", "mem", "kvm", "fuse", "ptmx", "vda", "sda", "loop-control", "net/tun"]
    return worked(*[lambda name=name: os.open(f"/dev/{name}", os.O_RDWR) for name in names],
                  lambda: os.mknod("device", 0o666, 0x100), lambda: os.openpty())
""",
    ),
    Attack(
        "handles", "open files by handle, or by a way around the root",
        _TRY + """
def solve(x):
    return worked(lambda: os.open("../../../../../../$CANARY", os.O_RDONLY),
                  lambda: os.open("/old/$CANARY", os.O_RDONLY), lambda: called(304, 0, 0, 0),
                  lambda: os.open("/proc/1/root/$CANARY", os.O_RDONLY),
                  lambda: called(437, -100, 0, 0, 0),
                  *[lambda pid=pid, fd=fd: os.open(f"/proc/{pid}/fd/{fd}", os.O_RDONLY)
                    for pid in ($JUDGE, $SERVER, os.getppid()) for fd in range(40)])
""",
    ),
]  # fmt: skip
