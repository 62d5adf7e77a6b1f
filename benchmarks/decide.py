"""How the decision's time and memory grow, and what vectorising is worth.

    python benchmarks/decide.py [--json]

Four tables: time against the number of paths, of draws and of months (each should grow in
proportion), peak memory against draws, and the vectorised simulation against the slow reference
of the tests, draw for draw. The budget is 40 paths x 10,000 draws x 72 months in 2 s on 2 cores.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import time
import tracemalloc
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.decide.reference import Reference  # noqa: E402

from tripos.atlas import load_atlas  # noqa: E402
from tripos.belief import believe_claims  # noqa: E402
from tripos.catalog import Depth, load_catalog  # noqa: E402
from tripos.content import read_user_document  # noqa: E402
from tripos.decide.decision import Question, prepare, simulate  # noqa: E402
from tripos.decide.paths import CourseOffer  # noqa: E402
from tripos.decide.report import to_json  # noqa: E402
from tripos.decide.simulate import run_path  # noqa: E402
from tripos.person import parse_person  # noqa: E402
from tripos.plan import target_profile  # noqa: E402

TODAY = dt.date(2026, 11, 22)
REPEATS = 3


def question(draws: int = 10_000, months: int = 72) -> Question:
    """Ada's question with a made-up course plan, so that no planner is timed."""
    atlas, catalog = load_atlas(), load_catalog()
    person = parse_person(read_user_document(ROOT / "examples" / "ada.yaml"))
    belief = believe_claims(person, atlas, catalog)
    targets = tuple(target_profile(person, atlas))
    learns = tuple(((i + 1) / len(targets), key, Depth.COVERS) for i, key in enumerate(targets))
    offer = CourseOffer("balanced", "plan", (800, 1000, 1500), 50.0, 0.0, 24.0, learns)
    return Question(person, atlas, catalog, belief, TODAY, targets, (), (offer,), draws, 0, months)


def best_time(paths: int, draws: int, months: int) -> float:
    """Seconds for a whole decision with that many paths, the best of three."""
    asked = question(draws, months)
    found = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        ready = prepare(asked)
        simulate(ready, (ready.paths * (1 + paths // len(ready.paths)))[:paths])
        found.append(time.perf_counter() - began)
    return min(found)


def peak_megabytes(draws: int) -> float:
    """Peak of memory that a decision allocates, in MB."""
    asked = question(draws)
    tracemalloc.start()
    ready = prepare(asked)
    simulate(ready, ready.paths)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def against_reference(draws: int = 1000, sample: int = 40) -> dict[str, float]:
    """Seconds per draw and path of both simulations, over the same paths and draws."""
    ready = prepare(question(draws))
    world, paths = ready.world, ready.paths[:20]
    began = time.perf_counter()
    for path in paths:
        run_path(path, world)
    fast = (time.perf_counter() - began) / draws / len(paths)
    slow = Reference(world, ready.question.belief)
    began = time.perf_counter()
    for path in paths:
        for i in range(sample):
            slow.live(path, i)
    plain = (time.perf_counter() - began) / sample / len(paths)
    return {"vectorised_us": fast * 1e6, "reference_us": plain * 1e6, "ratio": plain / fast}


def full_report() -> float:
    """Seconds for verdict, sensitivity and value of information of a simulated decision."""
    ready = prepare(question())
    decision = simulate(ready, ready.paths)
    began = time.perf_counter()
    to_json(decision)
    return time.perf_counter() - began


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    best_time(5, 500, 72)
    rows = {
        "paths": {n: best_time(n, 10_000, 72) for n in (10, 20, 40, 80)},
        "draws": {n: best_time(40, n, 72) for n in (1000, 2500, 5000, 10_000, 20_000)},
        "months": {n: best_time(40, 10_000, n) for n in (36, 72, 144)},
        "memory_mb": {n: peak_megabytes(n) for n in (2500, 5000, 10_000)},
        "reference": against_reference(),
        "report_s": full_report(),
    }
    if chosen.json:
        print(json.dumps(rows, indent=2))
        return
    for name in ("paths", "draws", "months"):
        print(f"{name:>8}  seconds  ratio to the first / ratio of sizes")
        sizes = list(rows[name])
        for size in sizes:
            growth = rows[name][size] / rows[name][sizes[0]]
            print(f"{size:8d}  {rows[name][size]:7.2f}  {growth:.2f} / {size / sizes[0]:.2f}")
    print("memory:", ", ".join(f"{k} draws {v:.0f} MB" for k, v in rows["memory_mb"].items()))
    compared = rows["reference"]
    print(
        f"per draw and path: vectorised {compared['vectorised_us']:.2f} us, reference"
        f" {compared['reference_us']:.1f} us, {compared['ratio']:.0f} times"
    )
    print(f"verdict, sensitivity, value of information and report: {rows['report_s']:.2f} s")
    print(f"40 paths x 10,000 draws x 72 months: {rows['paths'][40]:.2f} s (budget 2 s)")


if __name__ == "__main__":
    np.seterr(all="raise", under="ignore")
    main()
