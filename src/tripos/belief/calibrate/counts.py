"""What the parameters are estimated from, added up over parts, and the estimates: the other step.

Slip and guess by kind of answer, and the difficulty of each question, enter as the examination uses
them (exam/scale.py): logit slip + difficulty / 2 and logit guess - difficulty / 2. Each estimate is
the most probable one under a prior around what it was before, so that little data changes little.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tripos.belief.calibrate.cells import Cells, Ints, Posterior, State
from tripos.belief.calibrate.parts import IDLE
from tripos.belief.odds import logit, sigmoid
from tripos.chance import Floats

_PSEUDO = 20.0  # answers for which the former slip, guess and idle count
_CURVE = 10.0  # learners for which the former curve of a competency counts
_PRECISION = 2.0  # of a difficulty around its author's figure, in 1 / squared logits
_STEPS = 4
_LOW, _HIGH = 0.005, 0.6


@dataclass
class Counts:
    """Expected counts: `answers` (questions, kinds, 2, 2) by mastery (missing, mastered) and mark
    (wrong, right); `idle` (2, 2) by mastery and whether "I don't know"; `curve` (2, 2 n, T, S) of
    mastered and of all cells; `rows` (questions, kinds) counts answers."""

    answers: Floats
    idle: Floats
    curve: Floats
    rows: Floats

    @classmethod
    def none(cls, questions: int, kinds: int, state: State) -> Counts:
        """Nothing counted yet."""
        return cls(
            np.zeros((questions, kinds, 2, 2)), np.zeros((2, 2)),
            np.zeros((2, *state.chance.shape)), np.zeros((questions, kinds)),
        )  # fmt: skip

    def add(self, cells: Cells, found: Posterior) -> None:
        """Adds a part."""
        table, joint = cells.table, found.mastered
        mastered = joint.sum(axis=(1, 2))[cells.of_row]
        questions, kinds = self.rows.shape
        code = table["question"].astype(np.intp) * kinds + table["kind"]
        marked = table["right"] != IDLE
        for has, weight in enumerate((1 - mastered, mastered)):
            for right in (0, 1):
                told = np.bincount(
                    code, weight * (table["right"] == right), questions * kinds
                )  # fmt: skip
                self.answers[:, :, has, right] += told.reshape(questions, kinds)
            self.idle[has] += weight[marked].sum(), weight[~marked].sum()
        self.rows += np.bincount(code, minlength=questions * kinds).reshape(questions, kinds)
        which = cells.competency + self.curve.shape[1] // 2 * cells.later
        order = np.argsort(which, kind="stable")
        met, begins = np.unique(which[order], return_index=True)
        self.curve[0, met] += np.add.reduceat(joint[order], begins)
        self.curve[1, met] += np.add.reduceat(found.place[order], begins)


@dataclass(frozen=True)
class Before:
    """The parameters that estimates are drawn to, in the shapes of State."""

    slip: Floats
    guess: Floats
    difficulty: Floats
    idle: Floats


def improved(state: State, counts: Counts, before: Before) -> State:
    """The next state, from expected counts under the last one."""
    slip, guess, difficulty = state.slip, state.guess, state.difficulty
    for _ in range(_STEPS):
        slip, guess = _kinds(slip, guess, difficulty, counts, before)
        difficulty = _difficulties(slip, guess, difficulty, counts, before)
    idle = state.idle
    if counts.idle[:, 1].sum() > 0:  # else the log did not offer it
        told = counts.idle.sum(axis=1)
        idle = (counts.idle[:, 1] + _PSEUDO * before.idle) / (told + _PSEUDO)
    return State(slip, guess, difficulty, np.clip(idle, 0.005, 0.95), _curves(state, counts))


def _surprise(
    slip: Floats, guess: Floats, difficulty: Floats, counts: Counts
) -> tuple[Floats, Floats, Floats, Floats]:
    """Slopes and curvatures of the likelihood along the logits of slip and of guess."""
    half = difficulty[:, None] / 2
    p, q = sigmoid(slip + half), sigmoid(guess - half)
    known, missing = counts.answers[:, :, 1], counts.answers[:, :, 0]
    of_slip, of_guess = known.sum(axis=2), missing.sum(axis=2)
    return (
        known[:, :, 0] - of_slip * p, missing[:, :, 1] - of_guess * q,
        of_slip * p * (1 - p), of_guess * q * (1 - q),
    )  # fmt: skip


def _kinds(
    slip: Floats, guess: Floats, difficulty: Floats, counts: Counts, before: Before
) -> tuple[Floats, Floats]:
    """One step of Newton for the slips and guesses."""
    off_slip, off_guess, bend_slip, bend_guess = _surprise(slip, guess, difficulty, counts)
    found = []
    for now, old, off, bend in (
        (slip, before.slip, off_slip, bend_slip), (guess, before.guess, off_guess, bend_guess)
    ):  # fmt: skip
        p, was = sigmoid(now), sigmoid(old)
        slope = off.sum(axis=0) + _PSEUDO * (was - p)
        step = slope / (bend.sum(axis=0) + _PSEUDO * p * (1 - p))
        found.append(np.clip(now + np.clip(step, -1, 1), logit(_LOW), logit(_HIGH)))
    return found[0], found[1]


def _difficulties(
    slip: Floats, guess: Floats, difficulty: Floats, counts: Counts, before: Before
) -> Floats:
    """One step of Newton for the difficulties."""
    off_slip, off_guess, bend_slip, bend_guess = _surprise(slip, guess, difficulty, counts)
    slope = (off_slip - off_guess).sum(axis=1) / 2
    slope -= _PRECISION * (difficulty - before.difficulty)
    bend = (bend_slip + bend_guess).sum(axis=1) / 4 + _PRECISION
    return np.asarray(difficulty + np.clip(slope / bend, -1, 1))


def _curves(state: State, counts: Counts) -> Floats:
    """The chances of mastery by ability. Where few were seen the curve keeps its shape, moved to
    the share of mastery that was seen."""
    has, all_ = counts.curve
    shown = has.sum(axis=(1, 2)), all_.sum(axis=(1, 2))
    expected = (all_ * state.chance).sum(axis=(1, 2))
    moved = logit((shown[0] + 1) / (shown[1] + 2)) - logit((expected + 1) / (shown[1] + 2))
    shape = sigmoid(logit(state.chance) + moved[:, None, None])
    places = state.chance.shape[1] * state.chance.shape[2]
    found = (has + _CURVE / places * shape) / (all_ + _CURVE / places)
    return np.asarray(np.clip(found, 1e-4, 1 - 1e-4))


def seen_often(counts: Counts, least: int) -> Ints:
    """The questions with at least `least` answers."""
    return np.flatnonzero(counts.rows.sum(axis=1) >= least)
