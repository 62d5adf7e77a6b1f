"""What it costs to judge a submission confined, beside running it bare and beside other graders.

    python benchmarks/judge.py [--runs N] [--many N] [--no-peers] [--peers DIR] [--json]

One small lab everywhere: fit a ridge regression, five checks against a reference. Seconds are of
processor time unless it says wall: the machine may be busy with other things. Of a judged
submission they include the judge, the fork server and the child; the overhead is what that is above
the same function called in this process. Starting a fork server is paid once and told apart.

nbgrader and otter-grader are installed into throw-away environments in DIR (or a temporary folder)
and grade the same lab with the same checks; `--no-peers` leaves them out.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from tripos.labs.judge import Call, Judge, Level, Limits, offered, practice
from tripos.labs.judge import job as jobs

BUDGET_S = 0.1
TICK_S = 0.01  # of /proc/PID/stat
DATA = """
import numpy as np
rng = np.random.default_rng(20260)
X = rng.normal(size=(600, 12)) * rng.uniform(0.5, 3, 12)
y = X @ rng.normal(size=12) + 0.4 * np.sin(X[:, 0]) + rng.normal(size=600)
X, y, Z, t = X[:400], y[:400], X[400:], y[400:]
"""
SOURCE = """
import numpy as np
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_squared_error

def solve(X, y, Z):
    model = Ridge(alpha=1.0).fit(X, y)
    fitted = model.predict(X)
    return {"coef": model.coef_, "pred": model.predict(Z),
            "rmse": float(np.sqrt(mean_squared_error(y, fitted)))}
"""
REFERENCE = """
from sklearn.linear_model import Ridge as R
from sklearn.metrics import mean_squared_error as mse
ref = R(alpha=1.0).fit(X, y)
"""
CHECKS = [
    "np.shape(out['coef']) == (X.shape[1],)",
    "np.allclose(out['coef'], ref.coef_, rtol=1e-4, atol=1e-6)",
    "np.shape(out['pred']) == (len(Z),) and np.all(np.isfinite(out['pred']))",
    "mse(t, out['pred']) <= 1.04 * mse(t, ref.predict(Z))",
    "abs(out['rmse'] - np.sqrt(mse(y, ref.predict(X)))) <= 1e-6",
]


@dataclass(frozen=True)
class Row:
    """One way of judging; seconds and MB for one submission unless named otherwise."""

    way: str
    wall_s: float | None = None
    cpu_s: float | None = None
    overhead_cpu_s: float | None = None
    per_second: float | None = None  # with two workers
    wall_of_many_s: float | None = None
    memory_mb: float | None = None  # proportional set size of all processes
    start_s: float | None = None
    note: str = ""


class Lab:
    """The data, the reference and the checks, in the hands of the judge."""

    def __init__(self) -> None:
        self.names: dict[str, object] = {}
        exec(DATA + REFERENCE, self.names)  # our own text
        self.codes = [compile(check, "check", "eval") for check in CHECKS]

    def call(self) -> Call:
        """What is asked of a submission; the truth `t` stays here."""
        return Call("solve", (self.names["X"], self.names["y"], self.names["Z"]))

    def points(self, out: object) -> int:
        """How many of the five checks hold."""
        names = {**self.names, "out": out}
        return sum(bool(eval(code, names)) for code in self.codes)


def cpu_of(pids: Sequence[int]) -> float:
    """Processor seconds that living processes used, with those of dead children they waited for."""
    total = 0.0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        total += sum(map(int, fields[11:15])) * TICK_S
    return total


def family(pid: int | None) -> list[int]:
    """A process and all below it."""
    if pid is None:
        return []
    found = [pid]
    for one in found:
        with suppress(OSError):
            children = Path(f"/proc/{one}/task/{one}/children")
            found += [int(child) for child in children.read_text().split()]
    return found


def pss_mb(pids: Sequence[int]) -> float:
    """Memory of processes with what they share counted in part, in MB."""
    total = 0
    for pid in pids:
        with suppress(OSError):  # it may have ended meanwhile
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
    return total / 1024


def bare(lab: Lab, runs: int) -> Row:
    """The submission in this process, warm, without any protection."""
    walls, began = [], time.process_time()
    for _ in range(runs):
        start = time.perf_counter()
        names: dict[str, Callable[..., object]] = {}
        exec(compile(SOURCE, "submission.py", "exec"), names)
        assert lab.points(names["solve"](*lab.call().args)) == 5
        walls.append(time.perf_counter() - start)
    cpu = (time.process_time() - began) / runs
    return Row("bare, in this process", statistics.median(walls), cpu, 0.0)


def judged(lab: Lab, level: Level, runs: int, floor_s: float) -> Row:
    """The submission by the judge at one level."""
    files, start = {"submission.py": SOURCE.encode()}, time.perf_counter()
    with Judge("base", level, at_most=level) as judge:
        started = time.perf_counter() - start
        assert lab.points(judge.run(files, [lab.call()]).values[0]) == 5
        pids = family(judge.server_pid)
        walls, began, server = [], time.process_time(), cpu_of(pids)
        for _ in range(runs):
            start = time.perf_counter()
            assert lab.points(judge.run(files, [lab.call()]).values[0]) == 5
            walls.append(time.perf_counter() - start)
        cpu = (time.process_time() - began + cpu_of(pids) - server) / runs
        memory = pss_mb(pids)
    name = f"judge, {level.name.lower()}"
    return Row(
        name, statistics.median(walls), cpu, cpu - floor_s, memory_mb=memory, start_s=started
    )


def worker(level: Level, count: int, ready: object, go: object) -> None:
    """Judges `count` submissions in a process of its own, once told to."""
    lab, files = Lab(), {"submission.py": SOURCE.encode()}
    with Judge("base", level, at_most=level) as judge:
        ready.release()  # type: ignore[attr-defined]
        go.wait()  # type: ignore[attr-defined]
        for _ in range(count):
            assert lab.points(judge.run(files, [lab.call()]).values[0]) == 5


def many(level: Level, count: int) -> Row:
    """`count` submissions by two workers, each with its judge, from the first to the last."""
    context = multiprocessing.get_context("spawn")
    ready, go = context.Semaphore(0), context.Event()
    workers = [
        context.Process(target=worker, args=(level, count // 2, ready, go)) for _ in range(2)
    ]
    for one in workers:
        one.start()
    for _ in workers:
        ready.acquire()
    start = time.perf_counter()
    go.set()
    time.sleep(1)
    pids = [pid for one in workers for pid in family(one.pid)[1:]]
    memory = pss_mb(pids)
    for one in workers:
        one.join()
    assert not any(one.exitcode for one in workers)
    wall = time.perf_counter() - start
    name = f"judge, {level.name.lower()}, 2 workers, {count} submissions"
    busy = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    return Row(name, per_second=count / wall, wall_of_many_s=wall, memory_mb=memory, note=busy)


def children_cpu() -> float:
    """Processor seconds of the processes we waited for, so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def fresh(lab: Lab, runs: int, floor_s: float) -> Row:
    """The submission in a fresh Python each time."""
    walls, began = [], children_cpu()
    files, limits = {"submission.py": SOURCE.encode()}, Limits(wall_s=60, cpu_s=60)
    for _ in range(runs):
        start = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            told = jobs.message(files, [lab.call()], limits, 0, folder)
            ran = practice.run("base", told, limits, time.monotonic() + 60, folder)
        answers = jobs.frames(bytes(ran.collected.results), 1, 1 << 24)
        assert lab.points(answers.calls[0].value) == 5
        walls.append(time.perf_counter() - start)
    cpu = (children_cpu() - began) / runs
    return Row("fresh process, unconfined", statistics.median(walls), cpu, cpu - floor_s)


def installed(folder: Path, package: str) -> Path | None:
    """The Python of a throw-away environment with a peer in it; None if it cannot be had."""
    place = folder / package
    python = place / "bin" / "python"
    try:
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", place], check=True, capture_output=True)
            wanted = [package, "scikit-learn", "pandas", "ipykernel"]
            install = [python, "-m", "pip", "install", "-q", *wanted]
            subprocess.run(install, check=True, capture_output=True, timeout=900)
    except (subprocess.SubprocessError, OSError):
        return None
    return python


def notebook(cells: Sequence[tuple[str, dict[str, object]]]) -> str:
    """A notebook of code cells with their metadata."""
    made = [
        {"cell_type": "code", "metadata": meta, "source": text, "outputs": [],
         "execution_count": None, "id": f"cell{number}"}
        for number, (text, meta) in enumerate(cells)
    ]  # fmt: skip
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return json.dumps({"cells": made, "metadata": {"kernelspec": kernel}, "nbformat": 4,
                       "nbformat_minor": 5})  # fmt: skip


def timed(command: Sequence[str | Path], folder: Path) -> tuple[float, float, str]:
    """Wall and processor seconds of a command, and what it said; it must succeed."""
    start, began = time.perf_counter(), children_cpu()
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600,
                         check=False, env={"PATH": f"{Path(command[0]).parent}:/usr/bin:/bin",
                                           "HOME": str(folder), "LANG": "C.UTF-8"})  # fmt: skip
    if ran.returncode:
        raise RuntimeError((ran.stderr or ran.stdout)[-600:])
    return time.perf_counter() - start, children_cpu() - began, ran.stdout


def nbgrader(python: Path, folder: Path, runs: int) -> tuple[list[float], list[float]]:
    """Wall and processor seconds of each `nbgrader autograde` of one submission."""

    def cell(name: str, points: int = 0) -> dict[str, object]:
        meta = {"schema_version": 3, "grade_id": name, "cell_type": "code", "locked": bool(points),
                "grade": bool(points), "solution": not points, "task": False}  # fmt: skip
        return {"nbgrader": {**meta, "points": points} if points else meta}

    cells = [(DATA, {}), (SOURCE, cell("solve")), ("out = solve(X, y, Z)" + REFERENCE, {})]
    cells += [(f"assert {check}", cell(f"q{n}", 1)) for n, check in enumerate(CHECKS)]
    for place in ("source/lab", "submitted/ann/lab"):
        (folder / place).mkdir(parents=True)
        (folder / place / "lab.ipynb").write_text(notebook(cells))
    (folder / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id='c'\n"
    )
    app = [python, "-m", "nbgrader"]
    timed([*app, "generate_assignment", "lab", "--create"], folder)
    read = "from nbgrader.api import Gradebook as G\nwith G('sqlite:///gradebook.db') as g: " \
        "print(g.find_submission('lab', 'ann').score)"  # fmt: skip
    took = []
    for _ in range(runs):
        took.append(timed([*app, "autograde", "lab", "--student", "ann", "--force"], folder)[:2])
        assert float(timed([python, "-c", read], folder)[2]) == 5
    return [wall for wall, _ in took], [cpu for _, cpu in took]


def otter(python: Path, folder: Path, runs: int) -> tuple[list[float], list[float]]:
    """Wall and processor seconds of each `otter run` of one submission, without Docker."""
    (folder / "tests").mkdir()
    for number, check in enumerate(CHECKS):
        case = {"code": f">>> bool({check})\nTrue\n", "hidden": False, "locked": False}
        suite = {"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}
        test = {"name": f"q{number}", "points": 1, "suites": [suite]}
        (folder / "tests" / f"q{number}.py").write_text(f"OK_FORMAT = True\ntest = {test!r}\n")
    cells = [("import otter\ngrader = otter.Notebook()", {}), (DATA, {}), (SOURCE, {}),
             ("out = solve(X, y, Z)" + REFERENCE, {})]  # fmt: skip
    (folder / "lab.ipynb").write_text(notebook(cells))
    app = [python, "-m", "otter"]
    timed([*app, "generate", "-t", "tests", "-o", "autograder.zip", "--no-environment"], folder)
    took = []
    for _ in range(runs):
        took.append(
            timed([*app, "run", "-a", "autograder.zip", "--no-logo", "lab.ipynb"], folder)[:2]
        )
        told = json.loads((folder / "results.json").read_text())
        assert sum(test.get("score", 0) for test in told["tests"]) == 5
    return [wall for wall, _ in took], [cpu for _, cpu in took]


def peer(package: str, grade: Callable[..., tuple[list[float], list[float]]], place: Path,
         floor_s: float) -> Row:  # fmt: skip
    """A peer on the same lab, or the sentence why not."""
    python = installed(place, package)
    if python is None:
        return Row(package, note="skipped: it cannot be installed here")
    try:
        with tempfile.TemporaryDirectory() as folder:
            walls, cpus = grade(python, Path(folder), 2)
    except (RuntimeError, AssertionError, KeyError, OSError, subprocess.SubprocessError) as error:
        return Row(
            package, note=f"skipped: it does not run here ({' '.join(str(error).split())[-200:]})"
        )
    cpu = statistics.median(cpus)
    return Row(package, statistics.median(walls), cpu, cpu - floor_s)


def line(row: Row) -> str:
    """A row of the table."""

    def told(value: float | None, form: str) -> str:
        return format(value, form) if value is not None else "-"

    cells = [told(row.wall_s, ".3f"), told(row.cpu_s, ".3f"), told(row.overhead_cpu_s, ".3f"),
             told(row.per_second, ".1f"), told(row.wall_of_many_s, ".1f"),
             told(row.memory_mb, ".0f"), told(row.start_s, ".1f")]  # fmt: skip
    return f"{row.way:<44}" + "".join(f"{cell:>10}" for cell in cells) + f"  {row.note}"


def measure(asked: argparse.Namespace, show: Callable[[Row], None]) -> None:
    """All rows, one after the other."""
    lab, (best, reason) = Lab(), offered()
    bare(lab, 5)
    floor = bare(lab, asked.runs)
    assert floor.cpu_s is not None
    show(floor)
    for level in [one for one in (Level.NONE, Level.SEALED, Level.FULL) if one <= best]:
        try:
            show(judged(lab, level, asked.runs, floor.cpu_s))
        except Exception as error:  # noqa: BLE001 - for example Python in root's own folder
            show(Row(f"judge, {level.name.lower()}", note=f"skipped: {error}"))
    if best < Level.FULL:
        show(Row("judge, full", note=f"skipped: {reason}"))
    show(many(best, asked.many))
    show(fresh(lab, 5, floor.cpu_s))
    if not asked.no_peers:
        with tempfile.TemporaryDirectory() as folder:
            place = asked.peers or Path(folder)
            show(peer("nbgrader", nbgrader, place, floor.cpu_s))
            show(peer("otter-grader", otter, place, floor.cpu_s))


def main() -> None:
    """Prints the table, or a line of JSON for each row; fails above the budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--many", type=int, default=500)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    rows: list[Row] = []
    if not asked.json:
        heads = ["wall s", "cpu s", "overhead", "per s", "many s", "PSS MB", "start s"]
        print(f"{'':<44}" + "".join(f"{head:>10}" for head in heads))

    def show(row: Row) -> None:
        rows.append(row)
        print(json.dumps(asdict(row)) if asked.json else line(row), flush=True)

    measure(asked, show)
    worst = max(row.overhead_cpu_s or 0 for row in rows if row.way.startswith("judge"))
    if not asked.json:
        print(f"overhead of the judge: {worst:.3f} CPU-s a submission, budget {BUDGET_S}")
    sys.exit(worst > BUDGET_S)


if __name__ == "__main__":
    main()
