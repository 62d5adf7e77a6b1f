"""Points without the work."""

from __future__ import annotations

from tests.labs.judge.attacks.attack import SHORT, Attack

_FRAME = """
import json, os, struct
def message(told):
    header = json.dumps({"tree": told, "arrays": []}).encode()
    body = struct.pack("<4sI", b"TJ1\\0", len(header)) + header
    return body
def frame(index, told):
    body = message(told)
    return struct.pack("<iQ", index, len(body)) + body
WIN = {"%": {"value": {"%": {"score": 2, "passed": True, "total": "right", "order": "right"}}}}
"""
_EMPTY = "def solve(x): return None\n"

ATTACKS = [
    Attack("exit0_import", "exit successfully before any check", "import sys; sys.exit(0)\n"),
    Attack("exit0_call", "exit successfully in the call", "def solve(x): raise SystemExit(0)\n"),
    Attack("hard_exit0", "end the process with code 0", "import os\ndef solve(x): os._exit(0)\n"),
    Attack(
        "hard_exit97", "end the process as the judge's own failures do, to be run for ever",
        "import os\ndef solve(x): os._exit(97)\n",
    ),
    Attack(
        "print_score", "print what a grader might print",
        """import sys, json
for stream in (sys.stdout, sys.stderr):
    print(json.dumps({"status": "ok", "score": 2, "passed": True}), file=stream)
    print("2 passed in 0.01s\\nOK", file=stream)
""" + _EMPTY,
    ),
    Attack(
        "write_frame", "write a winning message into every descriptor",
        _FRAME + """
def solve(x):
    for fd in range(64):
        try: os.write(fd, frame(0, WIN))
        except OSError: pass
    os._exit(0)
""",
    ),
    Attack(
        "frames_at_import", "answer every call before the judge's code can",
        _FRAME + """
for index in range(-1, 4):
    try: os.write(3, frame(index, WIN))
    except OSError: pass
""" + _EMPTY,
    ),
    Attack(
        "frame_twice", "answer the same call twice",
        _FRAME + "def solve(x):\n    os.write(3, frame(0, WIN))\n    return {'total': 0}\n",
    ),
    Attack(
        "frame_endless", "announce a message of 2**63 bytes",
        _FRAME + "def solve(x):\n    os.write(3, struct.pack('<iQ', 0, 2**63))\n    os._exit(0)\n",
    ),
    Attack(
        "atexit_frame", "write the result when the process ends",
        _FRAME + "import atexit\natexit.register(lambda: os.write(3, frame(0, WIN)))\n" + _EMPTY,
    ),
    Attack(
        "thread_frame", "write the result from a thread, after the call",
        _FRAME + """
import threading, time
def later():
    time.sleep(0.05); os.write(3, frame(1, WIN))
def solve(x):
    try: threading.Thread(target=later, daemon=True).start()
    except RuntimeError: pass
    time.sleep(0.1)
""",
    ),
    Attack(
        "always_equal", "return an object that equals everything",
        """class Same:
    def __eq__(self, other): return True
    def __array__(self, *a, **k): raise TypeError
    def __float__(self): return 0.0
def solve(x): return {"total": Same(), "order": Same()}
""",
    ),
    Attack(
        "equal_float", "return a float and an int that equal everything",
        """class F(float):
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
    __rsub__ = __sub__
    __hash__ = float.__hash__
def solve(x): return {"total": F(1), "order": [F(0)] * len(x)}
""",
    ),
    Attack(
        "equal_array", "return an array whose comparisons are true",
        """import numpy as np
class A(np.ndarray):
    def __array_ufunc__(self, *a, **k): return np.True_
    def __eq__(self, other): return np.True_
def solve(x): return {"total": 0.5, "order": np.zeros(len(x)).view(A)}
""",
    ),
    Attack(
        "lying_dict", "return a dictionary that answers every question well",
        """class D(dict):
    def __getitem__(self, key): return 2
    def __contains__(self, key): return True
    def items(self): return [("score", 2), ("passed", True)]
def solve(x): return D(a=1)
""",
    ),
    Attack(
        "patch_numpy", "make every comparison of numpy true",
        """import numpy as np
for name in "allclose isclose array_equal all any sum sort argsort".split():
    setattr(np, name, lambda *a, **k: np.True_)
np.testing.assert_allclose = lambda *a, **k: None
def solve(x): return {"total": 0.5, "order": [0] * len(x)}
""",
    ),
    Attack(
        "patch_builtins", "make Python's own functions lie",
        """import builtins
builtins.abs = lambda x: 0; builtins.len = lambda x: 0; builtins.sorted = lambda x: x
builtins.isinstance = lambda a, b: True; builtins.bool = lambda x: True
def solve(x): return {"total": 0.5, "order": [0]}
""",
    ),
    Attack(
        "patch_wire", "replace the code that packs the results",
        """import sys
for name in list(sys.modules):
    if "judge" in name:
        for key in ("pack", "frame", "_called", "check", "_score"):
            if hasattr(sys.modules[name], key):
                setattr(sys.modules[name], key, lambda *a, **k: b"2")
def solve(x): return {"score": 2}
""",
    ),
    Attack(
        "patch_outcome", "change the classes in which the judge reports",
        """import sys
job = sys.modules.get("tripos.labs.judge.job")
if job:
    job.Outcome.values = property(lambda self: [{"score": 2}])
    job.Status._value2member_map_ = {}
def solve(x): return {"score": 2}
""",
    ),
    Attack(
        "frame_edit", "change the variables of whoever calls",
        """import sys
def solve(x):
    at = sys._getframe()
    while at := at.f_back:
        for key, value in list(at.f_locals.items()):
            if isinstance(value, dict): value.update(score=2, passed=True, truth=[0])
    return {"total": 0.5, "order": [0]}
""",
    ),
    Attack(
        "pickle_object", "return an object that runs code when unpickled",
        """import os
class Bomb:
    def __reduce__(self): return (os.system, ("echo pwned > $DROP",))
def solve(x): return Bomb()
""",
    ),
    Attack(
        "pickle_bytes", "write a pickle where the result is expected",
        """import os, pickle
class Bomb:
    def __reduce__(self): return (os.system, ("echo pwned > $DROP",))
def solve(x):
    os.write(3, pickle.dumps(Bomb())); os._exit(0)
""",
    ),
    Attack(
        "mutate_inputs", "zero the inputs in place, so that the right answer is zero",
        "def solve(x):\n    x[:] = 0\n    return {'total': 0.0, 'order': list(range(len(x)))}\n",
    ),
    Attack(
        "nan_result", "return what is neither above nor below any tolerance",
        "nan = float('nan')\ndef solve(x): return {'total': nan, 'order': [nan] * len(x)}\n",
    ),
    Attack(
        "extra_files", "bring files that test tools and Python load by name", _EMPTY,
        files={
            "conftest.py": "import os; os._exit(0)", "sitecustomize.py": "import os; os._exit(0)",
            "numpy.py": "allclose = lambda *a: True", "pytest.ini": "[pytest]\naddopts = -k none",
            "usercustomize.py": "raise SystemExit(0)", "json.py": "dumps = lambda *a: '2'",
        },
    ),
    Attack(
        "stop_clock", "replace the clock, to look fast or never end",
        """import time
time.time = time.monotonic = time.perf_counter = lambda: 0.0
def solve(x):
    while time.time() < 1: pass
""",
        limits=SHORT,
    ),
]  # fmt: skip
