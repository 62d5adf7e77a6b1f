"""Synthetic planning problems of any size, with the shape of a real catalogue.

250 competencies in eight tiers, each resting on one or two of the tier below; courses teach a
cluster of neighbouring competencies of one or two tiers and need up to three that they do not
teach. As neighbours in a tier need one another's tier, circular support is common.
"""

from __future__ import annotations

import datetime as dt

import numpy as np

from tripos.catalog import Depth
from tripos.plan.problem import Item, Need, Problem, Span, Weights

WEIGHTS = Weights(usd=1.0, hour=8.0)
LEFT_OUT_USD = 1500.0
_TIERS, _LANES = 8, 31


def synthetic_problem(
    courses: int = 1000,
    competencies: int = 250,
    months: int = 24,
    hours_per_week: float = 15.0,
    seed: int = 5,
) -> tuple[Problem, dict[str, float]]:
    """A problem with a hard limit of hours, and the cost of leaving each target out."""
    rng = np.random.default_rng(seed)
    tier = [k * _TIERS // competencies for k in range(competencies)]
    rests: dict[int, list[int]] = {k: [] for k in range(competencies)}
    for k in range(competencies):
        below = [j for j in range(competencies) if tier[j] == tier[k] - 1]
        near = sorted(below, key=lambda j: abs(j % _LANES - k % _LANES))[:6]
        if near:
            rests[k] = [int(j) for j in rng.choice(near, size=rng.choice([1, 1, 2]), replace=False)]
    items = {}
    shares = np.array([3, 3, 3, 4, 4, 3, 2, 2]) / 24
    for c in range(courses):
        first = int(rng.choice(_TIERS, p=shares))
        centre = int(rng.integers(_LANES))
        pool = [k for k in range(competencies) if tier[k] in (first, min(7, first + 1))]
        pool.sort(key=lambda k: (abs(k % _LANES - centre), rng.random()))
        count = int(rng.choice([2, 3, 4, 5, 6, 8, 10, 14]))
        covers = {f"k{k}": Depth(int(rng.choice([1, 2, 2, 3]))) for k in pool[:count]}
        needs = sorted({p for k in pool[:count] for p in rests[k] if f"k{p}" not in covers})[:3]
        hours = float(int(6 + count * rng.uniform(4, 11)))
        price = float(rng.choice([0, 0, 0, 49, 49, 79, 99, 200, 400, 800, 1500, 4200]))
        items[f"c{c}"] = Item(
            f"c{c}",
            "course",
            f"course {c}",
            Span(0.8 * hours, hours, 1.5 * hours),
            covers,
            tuple(Need((f"k{k}",), (), Depth.INTRODUCES) for k in needs),
            price,
        )
    best: dict[str, Depth] = {}
    for item in items.values():
        for key, depth in item.covers.items():
            best[key] = max(depth, best.get(key, depth))
    targets = {key: min(Depth(int(rng.choice([1, 2, 2, 3]))), best[key]) for key in sorted(best)}
    problem = Problem(
        items=items,
        targets=targets,
        known={},
        hours_per_week=Span(0.6 * hours_per_week, hours_per_week, 1.3 * hours_per_week),
        start=dt.date(2026, 1, 5),
        hours_limit=0.9 * int(hours_per_week * 4.33) * months,
    )
    return problem, dict.fromkeys(targets, LEFT_OUT_USD)
