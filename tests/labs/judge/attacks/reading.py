"""What the submission shall not know: hidden data, secrets, other submissions."""

from __future__ import annotations

from tests.labs.judge.attacks.attack import Attack

_LOOK = """
import os
def look(path):
    try:
        with open(path, "rb") as file: print(path, file.read(1 << 20))
    except OSError: pass
"""

ATTACKS = [
    Attack("hidden_file", "open the hidden data", _LOOK + "def solve(x): look('$HIDDEN')\n"),
    Attack(
        "walk", "search the disk for the hidden data",
        _LOOK + """
def solve(x):
    for top in ("$FOLDER", "/tmp", "/home", "/root", "/var/tmp", "/dev/shm", "/run", "/etc", "."):
        seen = 0
        for folder, _, names in os.walk(top):
            for name in names[:50]: look(os.path.join(folder, name))
            seen += 1
            if seen > 200: break
""",
    ),
    Attack(
        "symlink", "reach the hidden data by a link, or leave the link for the judge to follow",
        _LOOK + """
def solve(x):
    for make in (os.symlink, os.link):
        for name in ("result.json", "/scratch/result", "/tmp/judge-result"):
            try: make("$HIDDEN", name); look(name)
            except OSError: pass
    return {"path": "$HIDDEN"}
""",
    ),
    Attack(
        "gc_scan", "search all objects in memory",
        """import gc
def solve(x):
    for one in gc.get_objects():
        for held in gc.get_referents(one):
            if isinstance(held, (str, bytes)) and "TOKEN" + "-" in str(held)[:100000]:
                print(held)
""",
    ),
    Attack(
        "own_memory", "search the process's whole memory",
        """import re
def solve(x):
    try:
        maps = open("/proc/self/maps").read().splitlines(); mem = open("/proc/self/mem", "rb")
    except OSError: return
    for line in maps:
        low, high = (int(n, 16) for n in line.split()[0].split("-"))
        if "rw" in line and high - low < 1 << 28:
            try: mem.seek(low); print(re.findall(rb"TOKEN-\\w+", mem.read(high - low)))
            except (OSError, ValueError): pass
""",
    ),
    Attack(
        "raw_heap", "search memory by address, without /proc",
        """import ctypes, re
def solve(x):
    base = id(x) & ~0xFFFFF
    data = ctypes.string_at(base, 1 << 20)
    print(re.findall(rb"TOKEN-\\w+", data))
""",
    ),
    Attack(
        "environment", "read environments: its own, the parents', by the C library",
        _LOOK + """
import ctypes
def solve(x):
    print(dict(os.environ))
    for pid in ("self", 1, os.getppid(), $JUDGE, $SERVER): look(f"/proc/{pid}/environ")
    for pid in ("self", 1, os.getppid(), $JUDGE, $SERVER): look(f"/proc/{pid}/cmdline")
    getenv = ctypes.CDLL(None).getenv; getenv.restype = ctypes.c_char_p
    print(getenv(b"JUDGE_KEY"))
""",
    ),
    Attack(
        "judge_memory", "read the judge's memory by /proc and by process_vm_readv",
        """import ctypes, os, re
libc = ctypes.CDLL(None, use_errno=True)
def solve(x):
    count = 0
    for pid in ($JUDGE, $SERVER, os.getppid()):
        try:
            maps = open(f"/proc/{pid}/maps").read().splitlines()
            mem = open(f"/proc/{pid}/mem", "rb")
            for line in maps:
                low, high = (int(n, 16) for n in line.split()[0].split("-"))
                if "rw" in line and high - low < 1 << 28:
                    mem.seek(low); print(set(re.findall(rb"TOKEN-\\w+", mem.read(high - low))))
        except (OSError, ValueError): pass
        local = ctypes.create_string_buffer(8)
        iov = (ctypes.c_size_t * 2)(ctypes.addressof(local), 8)
        far = (ctypes.c_size_t * 2)(id(x), 8)
        if pid and libc.process_vm_readv(pid, iov, 1, far, 1, 0) > 0: count += 1
    return {"count": count}
""",
    ),
    Attack(
        "ptrace", "attach to the judge, the server and itself",
        """import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def solve(x):
    attached = [libc.ptrace(16, pid, 0, 0) for pid in ($JUDGE, $SERVER, os.getppid()) if pid]
    return {"count": attached.count(0)}
""",
    ),
    Attack(
        "descriptors", "read what descriptors it inherited",
        """import os
def solve(x):
    count = 0
    for fd in range(4, 1024):
        try: os.fstat(fd)
        except OSError: continue
        count += 1
        try: print(os.pread(fd, 1 << 20, 0))
        except OSError: pass
    for fd in (0, 1, 2, 3):
        try: os.set_blocking(fd, False); print(os.read(fd, 1 << 20))
        except OSError: pass
    return {"count": count}
""",
    ),
    Attack(
        "solutions", "read the labs' sources, where solutions and hidden checks are",
        """import os, importlib
def solve(x):
    count = 0
    for top in ("$SOURCE", "$SOURCE/labs", "$SOURCE/labs/judge"):
        try: count += len(os.listdir(top))
        except OSError: pass
    for name in ("labs/__init__.py", "labs/judge/server.py", "__init__.py"):
        try: open(f"$SOURCE/{name}").read(); count += 1
        except OSError: pass
    for name in ("tripos.exam", "tripos.labs.judge.probe", "tripos.catalog", "tripos.web"):
        try: importlib.import_module(name); count += 1
        except ImportError: pass
        except OSError: pass
    return {"count": count}
""",
    ),
    Attack(
        "forbidden_library", "import libraries that this stack does not have",
        """import importlib, os, sys, glob
def solve(x):
    count = 0
    sys.meta_path[:] = [getattr(one, "_finder", one) for one in sys.meta_path]
    sys.path[:0] = ["$SITE"] + [p + "/site-packages" for p in list(sys.path)]
    sys.path_importer_cache.clear()
    for name in ("sklearn", "pandas", "django", "hypothesis", "highspy"):
        try: importlib.import_module(name); count += 1
        except (ImportError, OSError): pass
    return {"count": count + len(glob.glob("$SITE/sklearn/*"))}
""",
    ),
    Attack(
        "next_call", "find the arguments of a later call",
        """import gc, sys
def solve(x):
    at = sys._getframe()
    while at := at.f_back: print(at.f_locals)
    for one in gc.get_objects():
        if isinstance(one, (list, dict)) and len(one) < 1000: print(str(one)[:20000])
    return {"count": 0}
def second(secret): return None
""",
        isolated=True,
    ),
    Attack(
        "notes", "leave a note for the next submission, and look for one",
        """import os, glob
PLACES = ["/tmp", "/scratch", "/dev/shm", "/var/tmp", ".", "/", "$FOLDER"]
def solve(x):
    paths = [os.path.join(place, "note-for-you") for place in PLACES]
    found = sum(map(os.path.exists, paths))
    for path in paths:
        try: open(path, "w").write("hello")
        except OSError: pass
    return {"count": found}
def second(secret): return solve(None)
""",
        isolated=True,
    ),
]  # fmt: skip
