"""What authors of fault families write with: a draw, a table, and one measured run.

    def draw(rng: Rng) -> Params:          # what varies from case to case, as plain data
    def table(rng: Rng, params: Params) -> Table:      # the rows that the learner is given
    def measure(rng: Rng, case: Drawn) -> Trial:       # one hidden run
        answer, scores = yield [call("train", rows, 7), call("serve", requests)]
        return Measured(accuracy, {"scores do not depend on the batch": same})

The calls of one `yield` share a process, so what `train` keeps, `serve` may use.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tripos.labs.contract import as_array, as_number, call, expect, wrong
from tripos.labs.judge import Call

__all__ = ["Drawn", "Measured", "Params", "Rng", "Table", "Trial", "as_array", "as_number", "call",
           "expect", "wrong"]  # fmt: skip

Rng = np.random.Generator
Params = dict[str, Any]  # plain data: what JSON can hold
Table = dict[str, Any]  # columns by name: arrays or lists of equal length


@dataclass(frozen=True, slots=True)
class Drawn:
    """A case as the judge's side sees it: its parameters and the learner's table."""

    params: Params
    table: Table


@dataclass(frozen=True, slots=True)
class Measured:
    """What one hidden run showed: the metric, and which exact conditions held."""

    metric: float
    invariants: Mapping[str, bool]


Trial = Generator[Call | Sequence[Call], Any, Measured]
