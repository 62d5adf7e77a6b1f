"""Solves a linear model with HiGHS (Huangfu and Hall 2018, doi:10.1007/s12532-017-0130-5)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from tripos.plan.model import Linear

_PATIENCE = 5.0  # seconds to wait for the solver to notice that it was cancelled

Status = Literal["optimal", "feasible", "infeasible", "unknown"]


@dataclass(frozen=True, slots=True)
class Solution:
    """What a solver found: values by column, their cost, and a bound no solution can beat."""

    status: Status
    values: tuple[float, ...]
    cost: float
    bound: float

    @property
    def gap(self) -> float:
        """How far the cost may be from the best, as a share of the cost."""
        return relative_gap(self.cost, self.bound)


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Cost, values and reduced costs of a linear relaxation, by column."""

    cost: float
    values: tuple[float, ...]
    reduced: tuple[float, ...]


def relative_gap(cost: float, bound: float) -> float:
    """(cost - bound) / cost, at least 0; infinite without a solution or a bound."""
    if not math.isfinite(cost) or not math.isfinite(bound):
        return math.inf
    return max(0.0, (cost - bound) / max(abs(cost), 1e-9))


class HighsSolver:
    """HiGHS over a model that may grow by cuts between solves."""

    def __init__(self, model: Linear, *, relaxed: bool = False, seed: int = 0) -> None:
        import highspy  # noqa: PLC0415 - loaded only when something is planned

        self._highspy = highspy
        self._model = model
        self._relaxed = relaxed
        self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self._highs.HandleUserInterrupt = True
        self._highs.setOptionValue("output_flag", False)
        self._highs.setOptionValue("random_seed", seed)
        self._highs.setOptionValue("threads", 2)
        self._pass_model()
        self._rows = len(model.rows)

    def _pass_model(self) -> None:
        model, highspy = self._model, self._highspy
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = len(model.cost), len(model.rows)
        program.col_cost_ = np.array(model.cost)
        program.col_lower_ = np.zeros(len(model.cost))
        program.col_upper_ = np.array(model.top)
        program.row_lower_ = np.array([row[0] for row in model.rows])
        program.row_upper_ = np.array([row[2] for row in model.rows])
        starts = np.cumsum([0, *(len(row[1]) for row in model.rows)])
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = starts.astype(np.int32)
        program.a_matrix_.index_ = np.array(
            [column for row in model.rows for column in row[1]], dtype=np.int32
        )
        program.a_matrix_.value_ = np.array([v for row in model.rows for v in row[1].values()])
        if not self._relaxed:
            kinds = highspy.HighsVarType
            program.integrality_ = [
                kinds.kContinuous if index in model.fractional else kinds.kInteger
                for index in range(len(model.cost))
            ]
        self._highs.passModel(program)

    def solve(
        self, seconds: float, gap: float = 0.0, start: tuple[float, ...] | None = None
    ) -> Solution:
        """The best solution within `seconds`, stopping early once within `gap` of the bound."""
        self._add_new_rows()
        self._highs.setOptionValue("time_limit", max(0.05, seconds))
        self._highs.setOptionValue("mip_rel_gap", gap)
        if start is not None:
            guess = self._highspy.HighsSolution()
            guess.col_value = list(start)
            self._highs.setSolution(guess)
        self._run()
        return self._read()

    def _run(self) -> None:
        """Solves in another thread, so that Ctrl-C is heard here and ends the search at once."""
        self._highs.startSolve()
        try:
            while not self._highs.wait(0.1)[0]:
                pass
        except KeyboardInterrupt:
            self._highs.cancelSolve()
            self._highs.wait(_PATIENCE)
            raise

    def _add_new_rows(self) -> None:
        for lower, terms, upper in self._model.rows[self._rows :]:
            columns = np.array(list(terms), dtype=np.int32)
            self._highs.addRow(lower, upper, len(terms), columns, np.array(list(terms.values())))
        self._rows = len(self._model.rows)

    def relaxation(self, seconds: float) -> Relaxation | None:
        """The linear relaxation (for a solver made with `relaxed`).

        None if it is infeasible or takes longer than `seconds`.
        """
        self._add_new_rows()
        self._highs.setOptionValue("time_limit", max(0.05, seconds))
        self._run()
        if self._highs.getModelStatus() != self._highspy.HighsModelStatus.kOptimal:
            return None
        solution = self._highs.getSolution()
        cost = float(self._highs.getInfo().objective_function_value)
        return Relaxation(cost, tuple(solution.col_value), tuple(solution.col_dual))

    def _read(self) -> Solution:
        kinds = self._highspy.HighsModelStatus
        status, info = self._highs.getModelStatus(), self._highs.getInfo()
        if status in (kinds.kInfeasible, kinds.kUnboundedOrInfeasible):
            return Solution("infeasible", (), math.inf, math.inf)
        values = tuple(self._highs.getSolution().col_value)
        bound = float(info.mip_dual_bound)
        if not values or info.primal_solution_status != 2:
            return Solution("unknown", (), math.inf, bound)
        cost = float(info.objective_function_value)
        return Solution("optimal" if status == kinds.kOptimal else "feasible", values, cost, bound)
