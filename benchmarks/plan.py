"""Plans on the real catalogue and on 1,000 synthetic courses, beside two alternatives.

    python benchmarks/plan.py [--seconds 60] [--only real|synthetic]

All in one run on one machine, so that the ratios mean something where absolute times do not.
Budgets: a first plan in 2 s and a gap under 1 % in 10 s on the real catalogue; a gap under 5 % in
60 s on 1,000 synthetic courses, with loose (40 h) and tight (15 h) weeks.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from rivals import Result, cp_sat, greedy
from synthetic import WEIGHTS, synthetic_problem
from tripos.atlas import load_atlas
from tripos.belief import believe_claims
from tripos.catalog import load_catalog
from tripos.person import read_person
from tripos.plan import Setting, make_plan
from tripos.plan.build import build_problem
from tripos.plan.choose import choose_items
from tripos.plan.make import weights_for
from tripos.plan.problem import Problem, Weights
from tripos.plan.schedule import schedule_blocks
from tripos.plan.sequence import gather, sequence_items
from tripos.plan.verify import violations

TODAY = dt.date(2026, 11, 22)
EXAMPLES = Path(__file__).parent.parent / "examples"


def _gap(cost: float, bound: float) -> str:
    return "none" if math.isinf(bound) else f"{(cost - bound) / cost:.2%}"


def _rivals(
    problem: Problem, weights: Weights, price: dict | None, ours: float, seconds: float
) -> str:
    simple: Result = greedy(problem, weights, price)
    other = cp_sat(problem, weights, price, seconds)
    reached = f"{simple.cost / ours:.3f}x" if math.isfinite(simple.cost) else "finds no plan"
    return (
        f"greedy {reached} in {simple.seconds:.1f} s, "
        f"CP-SAT {other.cost / ours:.3f}x gap {_gap(other.cost, other.bound)} "
        f"in {other.seconds:.1f} s"
    )


def real() -> None:
    """Every example person: our plan, checked, and both rivals on the same choice."""
    atlas, catalog = load_atlas(), load_catalog()
    for path in sorted(EXAMPLES.glob("*.yaml")):
        person = read_person(path)
        belief = believe_claims(person, atlas, catalog)
        problem = build_problem(person, atlas, catalog, belief, TODAY)
        weights = weights_for("balanced", person, catalog)
        began = time.monotonic()
        plan = make_plan(Setting(person, atlas, catalog, belief, TODAY))
        took = time.monotonic() - began
        wrong = violations(problem, plan)
        choice = choose_items(problem, weights, gap=0.005)
        print(
            f"{path.stem:20} {plan.status}, first {plan.first_seconds:.1f} s, gap {plan.gap:.2%}"
            f" in {took:.1f} s, {len(plan.items)} lines, {plan.hours.mode:.0f} h,"
            f" {plan.cost:.0f} USD, {len(wrong)} violations | "
            + _rivals(problem, weights, None, choice.cost, 10.0),
            flush=True,
        )


def synthetic(seconds: float) -> None:
    """1,000 courses, loose and tight weeks."""
    for hours in (40.0, 15.0):
        problem, price = synthetic_problem(hours_per_week=hours)
        found = choose_items(problem, WEIGHTS, seconds=seconds, gap=0.01, leave_out_cost=price)
        order = sequence_items(problem, found.items)
        began = time.monotonic()
        schedule = schedule_blocks(problem, gather(order))
        dated = time.monotonic() - began
        print(
            f"1000 courses, {hours:g} h/week: objective {found.cost:,.0f}, gap {found.gap:.2%} in"
            f" {found.seconds:.1f} s (first {found.first_seconds:.1f} s), {len(found.items)}"
            f" courses, {len(found.left_out)} targets left out, dated in {dated:.2f} s,"
            f" ends {schedule.finish} | " + _rivals(problem, WEIGHTS, price, found.cost, seconds),
            flush=True,
        )


def main() -> None:
    """Runs what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--only", choices=["real", "synthetic"])
    arguments = parser.parse_args()
    if arguments.only != "synthetic":
        real()
    if arguments.only != "real":
        synthetic(arguments.seconds)


if __name__ == "__main__":
    main()
