"""More than its share: memory, processes, time, disk, output."""

from __future__ import annotations

from dataclasses import replace

from tests.labs.judge.attacks.attack import QUICK, SHORT, Attack

_MEMORY = """
def eat(most=4096):
    held = []
    try:
        while len(held) < most // 16:
            held.append(bytearray(b"x" * (16 << 20)))
    except MemoryError: pass
    return len(held) * 16
"""

ATTACKS = [
    Attack(
        "fork_bomb", "start processes without end",
        """import os, time
def solve(x):
    count = 0
    for _ in range(300):
        try: pid = os.fork()
        except OSError: break
        if pid == 0: time.sleep(5); os._exit(0)
        count += 1
    return {"count": count}
""",
    ),
    Attack(
        "memory_bomb", "take all memory", _MEMORY + "def solve(x): return {'count': eat()}\n",
        most=QUICK.memory_mb,
    ),
    Attack(
        "fork_memory", "take memory in several processes",
        "import os\n" + _MEMORY + """
def solve(x):
    count = 0
    for _ in range(4):
        try: pid = os.fork()
        except OSError: break
        if pid == 0: eat(200); os._exit(0)
        count += 1
    return {"count": count}
""",
    ),
    Attack(
        "shared_memory", "take memory that no limit of a process counts",
        """import ctypes, mmap, os
libc = ctypes.CDLL(None)
def solve(x):
    count = 0
    for _ in range(40):
        if libc.memfd_create(b"x", 0) >= 0: count += 1
        if libc.shmget(0, 1 << 26, 0o1600) >= 0: count += 1
    return {"count": count}
""",
    ),
    Attack(
        "pipes", "fill kernel memory with pipes and descriptors",
        """import fcntl, os
def solve(x):
    count = 0
    try:
        for _ in range(4000):
            r, w = os.pipe(); count += 1
            try: fcntl.fcntl(w, 1031, 1 << 20)
            except OSError: pass
            os.set_blocking(w, False)
            try:
                while True: os.write(w, b"x" * 65536)
            except OSError: pass
    except OSError: pass
    return {"count": count}
""",
        most=32,
    ),
    Attack(
        "thread_bomb", "start threads without end",
        """import threading, time
def solve(x):
    count = 0
    for _ in range(1000):
        try: threading.Thread(target=time.sleep, args=(20,), daemon=True).start(); count += 1
        except (RuntimeError, MemoryError): break
    return {"count": count}
""",
    ),
    Attack(
        "allowed_threads", "start threads without end where some are allowed",
        """import threading, time
def solve(x):
    count = 0
    for _ in range(1000):
        try: threading.Thread(target=time.sleep, args=(20,), daemon=True).start(); count += 1
        except (RuntimeError, MemoryError): break
    return {"count": count}
""",
        most=48, limits=replace(QUICK, threads=True),
    ),
    Attack("endless", "never return", "def solve(x):\n    while True: pass\n", limits=SHORT),
    Attack("endless_import", "never finish its import", "while True: pass\n", limits=SHORT),
    Attack(
        "endless_constant", "keep the interpreter busy in one instruction",
        "def solve(x): return eval('9**9**9')\n", limits=SHORT,
    ),
    Attack("sleep", "sleep for ever", "import time\ndef solve(x): time.sleep(1e6)\n", limits=SHORT),
    Attack(
        "stubborn", "catch every signal and every exception",
        """import signal
for number in range(1, 65):
    try: signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError): pass
def solve(x):
    while True:
        try:
            while True: pass
        except BaseException: pass
""", limits=SHORT,
    ),
    Attack(
        "output", "print without end",
        "def solve(x):\n    while True: print('x' * 65536)\n",
    ),
    Attack(
        "errors", "write into the error stream without end",
        "import os\ndef solve(x):\n    while True: os.write(2, b'x' * 65536)\n",
    ),
    Attack(
        "result_flood", "write into the result pipe without end",
        "import os\ndef solve(x):\n    while True: os.write(3, b'x' * 65536)\n",
    ),
    Attack(
        "large_result", "return 200 MB",
        "import numpy as np\ndef solve(x): return np.zeros(25_000_000)\n",
    ),
    Attack(
        "many_values", "return a list of a million lists",
        "def solve(x): return [[]] * 1_500_000\n",
    ),
    Attack(
        "disk", "fill the disk",
        """def solve(x):
    count = 0
    for name in range(100):
        for place in ("", "/tmp/", "/dev/shm/"):
            try:
                with open(f"{place}tripos-fill-{name}", "wb", buffering=0) as file:
                    while count < 500 and file.write(b"x" * (1 << 20)) == 1 << 20: count += 1
            except OSError: pass
    return {"count": count}
""",
        most=QUICK.disk_mb,
    ),
    Attack(
        "inodes", "make files without end",
        """def solve(x):
    count = 0
    for number in range(20000):
        try: open(f"file{number}", "w").close(); count += 1
        except OSError: break
    return {"count": count}
""",
        most=QUICK.disk_mb * 32 + 64,
    ),
    Attack(
        "recursion", "exhaust the stack",
        "import sys\nsys.setrecursionlimit(10**9)\ndef f(n): return f(n + 1) + 1\n"
        "def solve(x): return f(0)\n",
    ),
    Attack(
        "segfault", "crash the interpreter",
        "import ctypes\ndef solve(x): ctypes.string_at(0)\n",
    ),
    Attack(
        "abort", "abort, trap, and divide by zero in C",
        "import ctypes, os\ndef solve(x): ctypes.CDLL(None).abort()\n",
    ),
    Attack(
        "error_bomb", "raise an exception of 100 MB that cannot be shown",
        """class E(Exception):
    def __str__(self): return "x" * (100 << 20)
    def __repr__(self): raise self
def solve(x): raise E() from E()
""",
    ),
]  # fmt: skip
