"""Mastery of each learner and competency, given the answers: the expectation step.

A cell is one learner, one competency and one episode: answers of which none comes more than
GAP_DAYS after the one before, so that mastery can be taken as constant in it. A cell is mastered
with a probability that depends on the learner's ability t and area ability b, on the grids of the
belief (network.py); these chances are tabled for each competency and estimated too, so that no
shape is forced on them. Given t and b, cells are taken as independent: sums over both are then
exact. What edges add beyond that is estimated afterwards, from pairs (links.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tripos.belief.calibrate.parts import IDLE, Table
from tripos.belief.network import _AREA_POINTS as AREA_POINTS
from tripos.belief.network import _AREA_SHARES as AREA_SHARES
from tripos.belief.network import ABILITIES
from tripos.chance import Floats

GAP_DAYS = 3.0
DAY = 86_400.0
SHARES = np.exp(-(ABILITIES**2) / 2) / np.exp(-(ABILITIES**2) / 2).sum()

Ints = npt.NDArray[np.intp]


@dataclass(frozen=True)
class State:
    """What is being estimated. `slip`, `guess` (kinds,) and `difficulty` (questions,) in logits,
    `idle` the chances (missing, mastered) of "I don't know", `chance` (2 n, T, S) of mastery: of
    each of n competencies in a first episode, and then of each in later ones."""

    slip: Floats
    guess: Floats
    difficulty: Floats
    idle: Floats
    chance: Floats


@dataclass(frozen=True)
class Cells:
    """The cells of a part, sorted by learner, then competency, then episode, and their rows."""

    table: Table
    begins: Ints  # first row of each cell
    of_row: Ints  # the cell of each row
    learner: Ints  # numbered in the part
    competency: Ints
    later: npt.NDArray[np.bool_]  # whether the same learner and competency have an earlier cell

    @classmethod
    def of(cls, table: Table) -> Cells:
        """The cells of a sorted part."""
        again = np.zeros(len(table), dtype=bool)
        again[1:] = (table["learner"][1:] == table["learner"][:-1]) & (
            table["competency"][1:] == table["competency"][:-1]
        )
        same = again.copy()
        same[1:] &= np.diff(table["at"]) <= GAP_DAYS * DAY
        begins = np.flatnonzero(~same)
        _, learner = np.unique(table["learner"][begins], return_inverse=True)
        competency = table["competency"][begins].astype(np.intp)
        return cls(table, begins, np.cumsum(~same) - 1, learner, competency, again[begins])


@dataclass(frozen=True)
class Posterior:
    """`likely` (cells, 2): likelihood of a cell's answers if missing, if mastered, divided by the
    larger of both. `chance` of mastery before them and `mixed`, their likelihood, by abilities, and
    `place`, the posterior of the abilities of the cell's learner and area: all (cells, T, S)."""

    likely: Floats
    chance: Floats
    mixed: Floats
    place: Floats

    @property
    def mastered(self) -> Floats:
        """Posterior of mastery and abilities together, (cells, T, S)."""
        return self.place * self.chance * self.likely[:, 1, None, None] / self.mixed


def row_likelihood(table: Table, state: State) -> Floats:
    """Log likelihood of each row's answer if missing, if mastered, (rows, 2)."""
    half = state.difficulty[table["question"]] / 2
    slip = state.slip[table["kind"]] + half
    guess = state.guess[table["kind"]] - half
    right = table["right"] == 1
    found = np.empty((len(table), 2))
    found[:, 1] = -np.logaddexp(0, np.where(right, slip, -slip))
    found[:, 0] = -np.logaddexp(0, np.where(right, -guess, guess))
    idle = table["right"] == IDLE
    return np.where(idle[:, None], np.log(state.idle), found + np.log1p(-state.idle))


def infer(cells: Cells, areas: Ints, state: State) -> Posterior:
    """The expectation step for one part; `areas` (n,) gives the area of each competency."""
    told = np.add.reduceat(row_likelihood(cells.table, state), cells.begins)
    likely = np.exp(told - told.max(axis=1, keepdims=True))
    chance = state.chance[cells.competency + len(areas) * cells.later]
    mixed = chance * likely[:, 1, None, None] + (1 - chance) * likely[:, 0, None, None]
    key = cells.learner * (int(areas.max(initial=0)) + 1) + areas[cells.competency]
    groups, group = np.unique(key, return_inverse=True)
    order = np.argsort(group, kind="stable")
    starts = np.searchsorted(group[order], np.arange(len(groups)))
    by_area = np.add.reduceat(np.log(mixed)[order], starts) + np.log(AREA_SHARES)
    summed = np.logaddexp.reduce(by_area, axis=2)
    learner = cells.learner[order][starts]
    firsts = np.searchsorted(learner, np.arange(int(learner[-1]) + 1))
    ability = np.add.reduceat(summed, firsts) + np.log(SHARES)
    ability -= np.logaddexp.reduce(ability, axis=1)[:, None]
    of_area = np.exp(by_area - summed[:, :, None] + ability[learner][:, :, None])
    return Posterior(likely, chance, mixed, of_area[group])


def first_chance(slope: float, spread: float, count: int) -> Floats:
    """The chances of mastery to begin with, (count, T, S): as in the belief, with constants 0."""
    score = slope * ABILITIES[:, None] + spread * AREA_POINTS[None, :]
    return np.repeat((1 / (1 + np.exp(-score)))[None], count, axis=0)
