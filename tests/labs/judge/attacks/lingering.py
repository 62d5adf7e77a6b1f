"""What stays after the end."""

from __future__ import annotations

from tests.labs.judge.attacks.attack import SHORT, Attack

ATTACKS = [
    Attack(
        "daemon", "leave a process behind that leaves its group and parents",
        """import os, time
def solve(x):
    count = 0
    try:
        if os.fork() == 0:
            os.setsid()
            if os.fork(): os._exit(0)
            time.sleep(2); open("$DROP", "w").write("pwned"); time.sleep(600)
        count += 1
    except OSError: pass
    return {"count": count}
""",
    ),
    Attack(
        "late_thread", "go on in a thread after the answer",
        """import threading, time
def late():
    while True:
        try: open("$DROP", "w").write("pwned")
        except OSError: pass
        time.sleep(0.01)
def solve(x):
    try: threading.Thread(target=late).start()
    except RuntimeError: pass
""",
    ),
    Attack(
        "exit_handlers", "hold the process when it ends",
        """import atexit, threading, time, weakref
atexit.register(time.sleep, 1000)
class Held:
    def __del__(self): time.sleep(1000)
held = Held()
def solve(x): return None
""", limits=SHORT,
    ),
    Attack(
        "timers", "set alarms and timers for later",
        """import signal, time
def late(*_):
    while True: pass
signal.signal(signal.SIGALRM, late); signal.setitimer(signal.ITIMER_REAL, 0.01)
def solve(x): time.sleep(0.1)
""", limits=SHORT,
    ),
    Attack(
        "hold_pipes", "keep the judge reading from a pipe whose writer never ends",
        """import os, time
def solve(x):
    for _ in range(20):
        try: os.dup(1); os.dup(3)
        except OSError: pass
    os.close(1); os.close(2)
    time.sleep(1000)
""", limits=SHORT,
    ),
]  # fmt: skip
