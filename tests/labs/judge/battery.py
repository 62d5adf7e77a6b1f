"""Runs the hostile submissions at one level as the user that started it; prints verdicts as JSON.

    python -m tests.labs.judge.battery LEVEL [NAME ...]

Everything is judged from outside: by what the judge scored, by canaries, and by what is left over.
An honest submission runs before, beside (on a second judge, all the time) and after them.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import string
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

import tripos
from tests.labs.judge.attacks import ATTACKS
from tests.labs.judge.attacks.attack import Attack
from tripos.labs.judge import Call, Judge, Level, Limits, Outcome, Status

HONEST = b"""
import numpy as np
def solve(x): return {"total": float(np.sum(x)), "order": np.argsort(x)}
"""
TOKEN = f"TOKEN-{secrets.token_hex(16)}"
SLACK_S = 3.0  # of a busy machine, beyond a job's wall-clock limit
WORKERS = 4  # most attacks wait for their end


def score(value: object, x: np.ndarray) -> int:
    """Points for one answer, from 0 to 2; the judge's own data, the judge's own arithmetic."""
    if not isinstance(value, dict):
        return 0
    points, total, order = 0, value.get("total"), value.get("order")
    if type(total) in (int, float) and abs(total - float(x.sum())) < 1e-9:
        points += 1
    if isinstance(order, np.ndarray) and order.shape == x.shape and order.dtype.kind == "i":
        points += bool((order == np.argsort(x)).all())
    return points


def drawn() -> np.ndarray:
    """Inputs from a seed that nobody knew before."""
    return np.random.default_rng(secrets.randbits(64)).normal(size=50)


def honest(judge: Judge) -> int:
    """The points of an honest submission, of 2."""
    x = drawn()
    outcome = judge.run({"submission.py": HONEST}, [Call("solve", (x,))], Limits(wall_s=30))
    return score(outcome.values[0], x) if outcome.calls else 0


def resident_mb() -> float:
    """This process's memory in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20


def started_by(top: int) -> set[int]:
    """The living processes below `top`, by their parents."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if fields[0] != "Z":
            parents[int(folder.name)] = int(fields[1])
    found = {top}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {top}


@dataclass
class Canaries:
    """Things that only an escape would touch."""

    folder: Path
    touched: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder.chmod(0o755)
        self.hidden, self.canary = self.folder / "hidden.txt", self.folder / "canary.txt"
        self.hidden.write_text(TOKEN)
        self.canary.write_text("untouched")
        self.drop = self.folder / "open" / "drop"
        self.drop.parent.mkdir()
        self.drop.parent.chmod(0o777)
        self.canary.chmod(0o666)
        self.before = self.canary.stat()
        os.environ["JUDGE_KEY"] = TOKEN
        self.abstract = f"tripos-{secrets.token_hex(8)}"
        self.listeners = [socket.socket(), socket.socket(socket.AF_UNIX),
                          socket.socket(socket.AF_UNIX),
                          socket.socket(socket.AF_INET, socket.SOCK_DGRAM)]  # fmt: skip
        self.listeners[0].bind(("127.0.0.1", 0))
        self.port = self.listeners[0].getsockname()[1]
        self.listeners[1].bind(f"\0{self.abstract}")
        self.listeners[2].bind(str(self.folder / "socket"))
        (self.folder / "socket").chmod(0o777)
        self.listeners[3].bind(("127.0.0.1", self.port))
        for one in self.listeners[:3]:
            one.listen()
        for one in self.listeners:
            one.setblocking(False)
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1):
            signal.signal(number, lambda *_: self.touched.append("a signal arrived"))

    def check(self) -> list[str]:
        """What was touched since the last time."""
        found, self.touched = self.touched, []
        if self.canary.read_text() != "untouched" or self.drop.exists():
            found.append("a file was written")
        after = self.canary.stat()
        if (after.st_mode, after.st_mtime_ns) != (self.before.st_mode, self.before.st_mtime_ns):
            found.append("a file's attributes changed")
        for listener in self.listeners:
            try:
                listener.recv(100) if listener is self.listeners[3] else listener.accept()
                found.append("a connection arrived")
            except BlockingIOError:
                pass
        return found

    def close(self) -> None:
        """Closes the sockets."""
        for one in self.listeners:
            one.close()


def prepared(attack: Attack, canaries: Canaries, judge: Judge) -> dict[str, bytes]:
    """The files of an attack, with the canaries' places in them."""
    values = {
        "HIDDEN": canaries.hidden, "CANARY": canaries.canary, "DROP": canaries.drop,
        "FOLDER": canaries.folder, "PORT": canaries.port, "ABSTRACT": canaries.abstract,
        "JUDGE": os.getpid(), "SERVER": judge.server_pid or 1,
        "SOURCE": Path(tripos.__file__).parent, "SITE": Path(np.__file__).parents[1],
    }  # fmt: skip
    files = {"submission.py": attack.source, **attack.files}
    return {name: string.Template(text).safe_substitute(values).encode()
            for name, text in files.items()}  # fmt: skip


def symptoms(attack: Attack, outcome: Outcome, x: np.ndarray) -> list[str]:
    """What in the outcome shows that an attack succeeded."""
    found = []
    value = outcome.values[0] if outcome.calls else None
    if score(value, x):
        found.append("it scored")
    said = outcome.output + repr(outcome.values) + "".join(call.error for call in outcome.calls)
    if TOKEN in said or TOKEN in outcome.output.replace("\\", ""):
        found.append("a secret got out")
    counts = [one.get("count", 0) for one in outcome.values if isinstance(one, dict)]
    counts = [one for one in counts if isinstance(one, (int, float))]
    if counts and max(counts) > attack.most:
        found.append(f"it counted {max(counts)}, more than {attack.most}; {outcome.output[-200:]}")
    if outcome.wall_s > attack.limits.wall_s + SLACK_S:
        found.append(f"it took {outcome.wall_s:.1f} s")
    if len(outcome.output) > attack.limits.output_kb << 10:
        found.append("it printed more than is kept")
    if outcome.status is Status.LOST:
        found.append("it killed the fork server, or passed for a failure of the judge")
    return found


def attacked(attack: Attack, judge: Judge, canaries: Canaries) -> dict[str, object]:
    """The verdict on one attack."""
    x = drawn()
    calls = [Call("solve", (x,))]
    if attack.isolated:
        calls.append(Call("second", (TOKEN,)))
    family = started_by(judge.server_pid or 0)
    began = time.monotonic()
    outcome = judge.run(
        prepared(attack, canaries, judge), calls, attack.limits, isolated=attack.isolated
    )
    found = symptoms(attack, outcome, x) + canaries.check()
    if left := started_by(judge.server_pid or 0) - family:
        found.append(f"{len(left)} processes are left")
    return {
        "succeeded": found, "status": str(outcome.status), "seconds": time.monotonic() - began,
        "value": repr(outcome.values)[:100], "output": outcome.output[-300:],
        "error": outcome.calls[0].error[-300:] if outcome.calls else "",
    }  # fmt: skip


def batch(level: Level, names: list[str], canaries: Canaries) -> dict[str, Any]:
    """The verdicts on some attacks, one after the other on one judge."""
    with Judge("numpy", level, at_most=level) as judge:
        before, server = honest(judge), judge.server_pid
        verdicts = {name: attacked(ATTACKS[name], judge, canaries) for name in names}
        return {"level": judge.level.name, "before": before, "after": honest(judge),
                "same_server": server == judge.server_pid, "attacks": verdicts}  # fmt: skip


def beside(level: Level, stop: threading.Event, scores: list[int]) -> None:
    """Honest submissions on another judge, for as long as it lasts."""
    with Judge("numpy", level, at_most=level) as judge:
        while not stop.is_set():
            scores.append(honest(judge))
            stop.wait(0.3)


def main() -> None:
    """Runs the battery."""
    level = Level[sys.argv[1]]
    names = sys.argv[2:] or list(ATTACKS)
    stop, during = threading.Event(), list[int]()
    companion = threading.Thread(target=beside, args=(level, stop, during))
    with tempfile.TemporaryDirectory() as folder:
        canaries = Canaries(Path(folder))
        fds = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
        companion.start()
        began = resident_mb()
        with ThreadPoolExecutor(WORKERS) as pool:
            parts = list(
                pool.map(lambda n: batch(level, names[n::WORKERS], canaries), range(WORKERS))
            )
        told: dict[str, object] = {key: [part[key] for part in parts] for key in parts[0]}
        told["attacks"] = {name: one for part in parts for name, one in part["attacks"].items()}
        stop.set()
        companion.join()
        told |= {
            "during": during, "uid": os.getuid(),
            "grown_mb": resident_mb() - began, "late": canaries.check(),
            "processes": len(started_by(os.getpid())),
            "descriptors": len(os.listdir("/proc/self/fd")) - fds,  # noqa: PTH208
        }  # fmt: skip
        canaries.close()
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
