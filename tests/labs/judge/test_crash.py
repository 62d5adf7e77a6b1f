"""Killed at any moment, the judge loses no more than the run, says so, and goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.labs.judge.battery import started_by
from tripos.labs.judge import Call, Judge, Level, Limits, Status

ROOT = Path(__file__).parents[3]
SOURCE = {"submission.py": b"import time\ndef wait(s): time.sleep(s); return s\n"}
HOLDER = """
import sys
from tripos.labs.judge import Call, Judge, Level, Limits
with Judge("numpy", Level[sys.argv[1]], at_most=Level[sys.argv[1]]) as judge:
    print(judge.server_pid, flush=True)
    source = {"submission.py": b"import time\\ndef wait(s): time.sleep(s)\\n"}
    judge.run(source, [Call("wait", (60,))], Limits(wall_s=60))
"""


def later(seconds: float, act: Callable[[], object]) -> threading.Timer:
    """Does something in a moment."""
    timer = threading.Timer(seconds, act)
    timer.start()
    return timer


def family(judge: Judge) -> set[int]:
    """The server's processes, the one it began with included."""
    assert judge.server_pid is not None
    return {judge.server_pid} | started_by(judge.server_pid)


def gone(pids: set[int], seconds: float = 5) -> bool:
    """Whether the processes end in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        states = [Path(f"/proc/{pid}/stat") for pid in pids]
        if not any(path.exists() and " Z " not in path.read_text() for path in states):
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def level(best: Level) -> Level:
    """The best level; skips where there is none."""
    if best is Level.NONE:
        pytest.skip("this machine confines nothing")
    return best


@pytest.mark.parametrize("delay", [0.0, 0.002, 0.01, 0.05, 0.3])
def test_the_server_killed_during_a_run(level: Level, delay: float) -> None:
    """The run is lost and says so; the next one has a new server."""
    with Judge("numpy", level) as judge:
        before = family(judge)
        timer = later(delay, lambda: os.kill(judge.server_pid or 0, signal.SIGKILL))
        outcome = judge.run(SOURCE, [Call("wait", (1,))])
        timer.join()
        again = judge.run(SOURCE, [Call("wait", (0,))])

        assert Status.LOST is outcome.status or [1] == outcome.values
        assert Status.OK is again.status
        assert not before & family(judge)
        assert gone(before)


def test_every_process_of_the_server_killed_in_turn(level: Level) -> None:
    """Whichever it is, the run is lost or crashed, and the next one works."""
    with Judge("numpy", level) as judge:
        for which in range(3):
            victims = []

            def strike(which: int = which, victims: list[int] = victims) -> None:
                alive = sorted(family(judge))
                victims.append(alive[min(which, len(alive) - 1)])
                os.kill(victims[0], signal.SIGKILL)

            timer = later(0.3, strike)
            outcome = judge.run(SOURCE, [Call("wait", (3,))])
            timer.join()

            assert outcome.status in (Status.LOST, Status.CRASHED)
            assert outcome.wall_s < 2
            assert [0] == judge.run(SOURCE, [Call("wait", (0,))]).values


def test_a_server_killed_while_idle_costs_nothing(level: Level) -> None:
    """Nobody notices."""
    with Judge("numpy", level) as judge:
        os.kill(max(family(judge)), signal.SIGKILL)
        time.sleep(0.2)

        assert [0] == judge.run(SOURCE, [Call("wait", (0,))]).values


@pytest.mark.slow
def test_a_server_that_hangs(level: Level) -> None:
    """A stopped server does not stop the judge: the run is lost soon after its deadline."""
    with Judge("numpy", level) as judge:
        for pid in family(judge):
            os.kill(pid, signal.SIGSTOP)
        outcome = judge.run(SOURCE, [Call("wait", (0,))], Limits(wall_s=0.2))

        assert Status.LOST is outcome.status
        assert outcome.wall_s < 10
        assert [0] == judge.run(SOURCE, [Call("wait", (0,))]).values


def test_nothing_outlives_a_killed_judge(level: Level) -> None:
    """`kill -9` on the judge takes server and submission along."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, level.name], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as holder:
        assert holder.stdout is not None
        server = int(holder.stdout.readline())
        time.sleep(0.5)
        alive = {server} | started_by(server)
        holder.kill()
        holder.wait()

        assert len(alive) >= 2
        assert gone(alive)


def test_closing_leaves_nothing(level: Level) -> None:
    """No process and no descriptor stays, however often a judge is opened."""
    before = len(list(Path("/proc/self/fd").iterdir()))
    pids: set[int] = set()
    for _ in range(3):
        with Judge("numpy", level) as judge:
            judge.run(SOURCE, [Call("wait", (0,))])
            pids |= family(judge)

    assert before == len(list(Path("/proc/self/fd").iterdir()))
    assert gone(pids, 1)
