"""A model whose every solution can be started, for finding good plans fast.

Inside each circle of items that could support one another, support is unrolled into a few layers:
an item of the circle stands on layer d only if each of its requirements has a supporter outside
the circle or on layer d-1. Chains inside one circle longer than the layers are lost, so this model
gives plans and no bound. Layer variables may be fractional: support that starts from whole
choices cannot feed itself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from tripos.plan.founded import components
from tripos.plan.model import INF, Linear, choice_model
from tripos.plan.problem import Problem, Weights

LAYERS = 4


def restricted(problem: Problem, pool: Collection[str]) -> Problem:
    """`problem` with only the items of `pool` (pins stay)."""
    keep = set(pool) | problem.pins
    return replace(
        problem,
        items={key: item for key, item in problem.items.items() if key in keep},
        conflicts=tuple(pair for pair in problem.conflicts if set(pair) <= keep),
        milestones=tuple(key for key in problem.milestones if key in keep),
    )


def layered_model(
    problem: Problem, weights: Weights, leave_out_cost: Mapping[str, float] | None
) -> Linear:
    """The choice model with circular support unrolled into layers."""
    model = choice_model(problem, weights, leave_out_cost)
    graph = {key: set().union(*groups) for key, groups in problem.open_needs.items()}
    for circle in components(graph):
        if len(circle) > 1:
            _unroll(model, problem, frozenset(circle))
    return model


def _unroll(model: Linear, problem: Problem, circle: frozenset[str]) -> None:
    inner = [
        key
        for key in sorted(circle)
        if any(not group.isdisjoint(circle) for group in problem.open_needs[key])
    ]
    # Items of the circle that need nothing of it stand on every layer.
    layer = {key: [model.column[key]] * LAYERS for key in circle}
    for key in inner:
        layer[key] = []
        for depth in range(LAYERS):
            column = model.add_column(f"layer {depth} of {key}", 0.0)
            model.fractional.add(column)
            layer[key].append(column)
            model.add_row(0, {model.column[key]: 1.0, column: -1.0}, INF)
    for key in inner:
        top = model.column[key]
        for group in problem.open_needs[key]:
            outside = {model.column[other]: 1.0 for other in sorted(group - circle)}
            for depth in range(LAYERS + 1):
                below = {
                    layer[other][depth - 1] if depth else model.column[other]: 1.0
                    for other in sorted(group & circle)
                    if depth or other not in inner
                }
                own = layer[key][depth] if depth < LAYERS else top
                model.add_row(0, {**outside, **below, own: -1.0}, INF)
