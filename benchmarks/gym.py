"""A naive tuner at the gym: it changes numbers at random and keeps what scores best.

    python benchmarks/gym.py [FAMILY ...] [--cases 3] [--draws 20]

The tuner is given more than a learner is: after each draw it sees the metric of a hidden run. It
changes nothing but numbers, in the configuration and in the code, names a cause at random, and its
guard only asks that the program runs. A fair case is not passed so.
"""

from __future__ import annotations

import argparse
import ast
import time

import numpy as np

from tripos.labs.gym import Family, all_families, find_family
from tripos.labs.gym.case import CONFIG, GUARD, PIPELINE, Case, judged_files
from tripos.labs.gym.judging import BrokenError, judge_case, measure_once
from tripos.labs.judge import Judge, Level

_GUARD = "import pipeline\n\n\ndef guard(table):\n    assert pipeline is not None\n"
_LITTLE, _MUCH = 0.05, 2.0  # changes of a number: a share of it, decades either way
_FIRST = 5000  # seeds that nothing else uses


def tuned(code: str, rng: np.random.Generator) -> str:
    """The same program with some of its numbers changed by up to two decades either way."""

    class Change(ast.NodeTransformer):
        def visit_Constant(self, node: ast.Constant) -> ast.Constant:
            if isinstance(node.value, bool) or not isinstance(node.value, int | float):
                return node
            if rng.random() < 0.5:
                return node
            factor = 10 ** rng.uniform(-_MUCH, _MUCH) if rng.random() < 0.5 else 1 + _LITTLE
            value = node.value * factor
            whole = max(1, round(value)) if isinstance(node.value, int) and node.value else value
            return ast.copy_location(ast.Constant(whole), node)

    return ast.unparse(ast.fix_missing_locations(Change().visit(ast.parse(code))))


def attempt(case: Case, judge: Judge, draws: int, rng: np.random.Generator) -> tuple[bool, bool]:
    """Whether the best of so many draws counts as repaired, and whether it passes."""
    given = case.code(case.given)
    best, found = None, given
    sign = 1 if case.family.card.better == "high" else -1
    for draw in range(draws):
        changed = {CONFIG: tuned(given[CONFIG], rng)}
        if draw % 2:
            changed[PIPELINE] = tuned(given[PIPELINE], rng)
        files = {**given, **changed}
        try:
            metric = measure_once(case, judged_files(files, case.family), judge, draw).metric
        except BrokenError:
            continue
        if best is None or sign * metric > sign * best:
            best, found = metric, files
    cause = str(rng.choice(list(case.causes)))
    verdict = judge_case(case, {**found, GUARD: _GUARD}, cause, judge, 7)
    return verdict.repaired, verdict.passed


def play(family: Family, judge: Judge, cases: int, draws: int) -> tuple[int, int]:
    """How many broken cases of a family the tuner repairs, and passes."""
    repaired = passed = done = 0
    seed = _FIRST
    while done < cases:
        case = Case(family, seed)
        if not case.healthy:
            one, other = attempt(case, judge, draws, np.random.default_rng(seed))
            repaired, passed, done = repaired + one, passed + other, done + 1
        seed += 1
    return repaired, passed


def main() -> None:
    """Plays all families, or those that are named, and prints a line for each."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("families", nargs="*")
    asked.add_argument("--cases", type=int, default=3)
    asked.add_argument("--draws", type=int, default=20)
    told = asked.parse_args()
    chosen = [find_family(key) for key in told.families] or list(all_families().values())
    total = [0, 0, 0]
    print(f"{'family':34} repaired  passed  of")
    for stack in sorted({family.card.stack for family in chosen}):
        with Judge(stack, Level.NONE) as judge:
            for family in chosen:
                if family.card.stack != stack:
                    continue
                began = time.perf_counter()
                repaired, passed = play(family, judge, told.cases, told.draws)
                seconds = time.perf_counter() - began
                total = [total[0] + repaired, total[1] + passed, total[2] + told.cases]
                print(f"{family.id:34} {repaired:8} {passed:7} {told.cases:3}  {seconds:.0f} s",
                      flush=True)  # fmt: skip
    print(f"{'all':34} {total[0]:8} {total[1]:7} {total[2]:3}")


if __name__ == "__main__":
    main()
