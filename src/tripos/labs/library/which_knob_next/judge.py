"""The checks of steering: splits, gaps, noise, single decisions, and eighty projects."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy as np

from tripos.labs.contract import Rng, Steps, as_number, call, check, expect, play, wrong
from tripos.labs.library.which_knob_next.data import (
    GAPS,
    STEPS,
    WEEKS,
    State,
    habitual,
    loudest,
    played,
    project,
)

_PROJECTS, _ASKED = 80, 0.85


@check("dev and test are like service, train_dev is like training, and no row is in two", points=3)
def splits(rng: Rng) -> Steps:
    """Counted row by row; twice with one seed, once with another."""
    source, target = int(rng.integers(300, 600)), int(rng.integers(150, 250))
    sizes = {"train_dev": 60, "dev": 40, "test": 50}
    made = yield [call("make_splits", source, target, sizes, seed) for seed in (1, 1, 2)]
    parts = [_parts(one) for one in made]
    for part in parts:
        for name, size in sizes.items():
            expect(len(part[name]) == size, f"make_splits: {name} has not the size asked for")
        for name in ("dev", "test"):
            expect(all(where == "target" for where, _ in part[name]),
                   f"make_splits: {name} has rows that are not like those in service")  # fmt: skip
        rows = [one for rest in part.values() for one in rest]
        everything = {("source", at) for at in range(source)}
        everything |= {("target", at) for at in range(target)}
        expect(len(rows) == len(set(rows)), "make_splits: a row is in two lists")
        expect(set(rows) == everything, "make_splits: every row is in exactly one list")
        left = target - sizes["dev"] - sizes["test"]
        share = left / (source + left)
        found = sum(where == "target" for where, _ in part["train_dev"]) / sizes["train_dev"]
        room = 4 * math.sqrt(share * (1 - share) / sizes["train_dev"])
        expect(abs(found - share) <= room,
               "make_splits: train_dev has not the mixture of the training data: shuffle first,"
               " then cut", share=0.3)  # fmt: skip
    expect(parts[0] == parts[1], "make_splits: the same seed gives other lists", share=0.5)
    for name in ("dev", "train_dev"):
        expect(
            parts[0][name] != parts[2][name],
            "make_splits: which rows are in which list must depend on the seed", share=0.5,
        )  # fmt: skip


def _parts(value: Any) -> dict[str, list[tuple[str, int]]]:
    names = {"train", "train_dev", "dev", "test"}
    if not isinstance(value, dict) or set(value) != names:
        wrong("make_splits must return a dictionary of train, train_dev, dev and test")
    try:
        return {name: [(str(a), int(b)) for a, b in value[name]] for name in names}
    except (TypeError, ValueError):
        wrong("make_splits: each row is a pair of 'source' or 'target' and a number")


@check("each step from human to service has its own name", points=2)
def steps(rng: Rng) -> Steps:
    """Negative ones too."""
    for _ in range(3):
        levels = np.round(rng.uniform(0.01, 0.3, 6), 4)
        errors = dict(zip(STEPS, levels.tolist(), strict=True))
        found = yield call("gaps", errors)
        if not isinstance(found, dict) or set(found) != set(GAPS):
            wrong(f"gaps must return a dictionary of {', '.join(GAPS)}")
        for at, name in enumerate(GAPS):
            right = levels[at + 1] - levels[at]
            expect(abs(as_number(found[name], f"gaps, '{name}',") - right) < 1e-9,
                   f"gaps: {name} is {STEPS[at + 1]} less {STEPS[at]}")  # fmt: skip


@check("gaps within the noise are not called", points=2)
def noise(rng: Rng) -> Steps:
    """Gaps just above and just below 1.96 standard errors; few rows and many."""
    for factor in (1.04, 0.96):
        errors: dict[str, float] = {"human": 0.02, "train": 0.02 + float(rng.uniform(0.03, 0.06))}
        rows = {step: int(rng.integers(300, 3000)) for step in STEPS[1:]}
        for before, after in pairwise(STEPS[1:]):
            errors[after] = _just(errors[before], rows[before], rows[after], factor)
        found = yield call("clear", errors, {"human": 0, **rows})
        sizes = {name: errors[after] - errors[before]
                 for name, before, after in zip(GAPS, STEPS, STEPS[1:], strict=False)}  # fmt: skip
        right = sorted(sizes, key=lambda name: -sizes[name]) if factor > 1 else ["bias"]
        expect(isinstance(found, list), "clear must return a list of names")
        expect(set(found) == set(right),
               "clear: a gap counts if it is larger than 1.96 standard errors of the difference of"
               " two measured errors; human error is exact")  # fmt: skip
        expect(found == right, "clear: the largest gap comes first")


def _just(before: float, rows: int, more: int, factor: float) -> float:
    """The error whose distance from `before` is so many times 1.96 standard errors."""
    after = before
    for _ in range(60):
        error = math.sqrt(before * (1 - before) / rows + after * (1 - after) / more)
        after = before + factor * 1.96 * error
    return after


@check("single decisions: all gaps, each week, what fits, and when to stop", points=3)
def decisions(rng: Rng) -> Steps:
    """Five states in which one decision is clearly right."""
    knobs = {
        "a": {"weeks": 2, "effect": {"bias": 0.4}}, "b": {"weeks": 1, "effect": {"mismatch": 0.6}},
        "c": {"weeks": 1, "effect": {"variance": 0.5, "bias": 1.8}},
    }  # fmt: skip
    cases = [
        (_state(knobs, bias=0.05, mismatch=0.06), "b", "what a knob brings for each week decides"),
        (_state(knobs, bias=0.08, variance=0.06), "a",
         "a knob that makes another gap worse is worth less than it looks"),
        (_state(knobs, weeks=1, bias=0.2, mismatch=0.01), "b",
         "a knob that takes longer than the weeks left does nothing"),
        (_state(knobs, bias=0.001, variance=-0.15, mismatch=0.1), "b",
         "a gap that was measured below zero counts as zero"),
        (_state({"c": knobs["c"]}, bias=0.1, variance=0.02), "stop",
         "when every knob does more harm than good it is time to stop"),
    ]  # fmt: skip
    order = rng.permutation(len(cases))
    found = yield [call("act", cases[at][0]) for at in order]
    for name, at in zip(found, order, strict=True):
        expect(name == cases[at][1], f"act: {cases[at][2]}", share=0.25)


def _state(knobs: dict[str, Any], weeks: int = WEEKS, **gaps: float) -> State:
    errors, level = {"human": 0.3}, 0.3
    for step, gap in zip(STEPS[1:], GAPS, strict=True):
        level += gaps.get(gap, 0.0)
        errors[step] = level
    rows = dict.fromkeys(STEPS[1:], 100_000)
    return {"errors": errors, "rows": rows, "weeks": weeks, "knobs": knobs}


@check("eighty projects are steered nearly as well as could be", points=4)
def projects(rng: Rng) -> Steps:
    """All projects side by side, turn by turn."""
    all_ = [project(rng) for _ in range(_PROJECTS)]
    yield from play(all_, WEEKS + 1)
    share = float(np.mean([one.removed() for one in all_]))
    if share < _ASKED:
        simple = {"the largest gap's best knob": loudest, "one knob for ever": habitual}
        told = ", ".join(f"{name} {played(policy, rng, 30):.2f}" for name, policy in simple.items())
        wrong(
            f"act: your policy removes {share:.2f} of what could be removed; {told}; {_ASKED} is"
            " asked for", share=max(0.0, min(0.4, share - 0.4)),
        )  # fmt: skip
