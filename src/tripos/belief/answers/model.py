"""The chance that a learner's next answer is right: one logistic model over causal features.

It joins what is known of the item and its skill with the learner's history (see features.py); a
skill has its own slopes for its counts and its ability. Learners have no parameter of their own, so
somebody new is predicted as well as somebody the model was fitted on.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from tripos.belief.answers.features import NAMES, SLOPES, Features, History
from tripos.belief.answers.log import Answers
from tripos.belief.answers.logistic import Coded, Design, Ints, fit
from tripos.chance import Floats
from tripos.errors import TriposError

_ITEM_RIDGE, _SKILL_RIDGE, _SLOPE_RIDGE = 1.5, 1.0, 10.0  # precisions of the priors of weights
_SHRUNK = 4.0  # answers that the mean of all items counts for in an item's easiness


@dataclass
class _Training:
    """The rows to fit on, as numbers: code 0 is kept for what was never met."""

    items: dict[str, int]
    skills: dict[str, int]
    item: Ints
    skill: Ints
    right: Floats


@dataclass(frozen=True)
class AnswerModel:
    """Fitted weights. `common` (len(NAMES),) belongs to the features as they are; `items` and
    `skills` hold log-odds and, for a skill, its own slopes behind (1 + len(SLOPES),)."""

    features: Features
    common: tuple[float, ...]
    items: Mapping[str, float]
    skills: Mapping[str, tuple[float, ...]]

    @classmethod
    def fit(cls, chunks: Iterable[Answers]) -> AnswerModel:
        """The model that the answers support, each learner's in the order of time.

        Memory: about 180 bytes for each answer, and one state for each learner.
        """
        kept = list(chunks)
        if not sum(map(len, kept)):
            raise TriposError("there are no answers to fit a model of answers on")
        rows = _numbered(kept)
        features = _eased(rows)
        dense = _history(features, kept)
        centre, spread = dense.mean(axis=0), dense.std(axis=0)
        centre[0], spread[0] = 0.0, 1.0
        spread[spread < 1e-9] = np.inf  # a feature that never varies, such as time without times
        dense -= centre
        dense /= spread
        weights = fit(_design(rows, dense), rows.right)
        return cls._named(rows, features, weights, centre, spread)

    @classmethod
    def _named(
        cls, rows: _Training, features: Features, weights: list[Floats], centre: Floats,
        spread: Floats,
    ) -> AnswerModel:  # fmt: skip
        """The weights by name, and for features that are neither centred nor scaled."""
        slopes = list(SLOPES)
        common = weights[0] / spread
        common[0] -= float(common @ centre)
        by_skill = np.column_stack([weights[2], *weights[3:]])
        by_skill[:, 1:] /= spread[slopes]
        by_skill[:, 0] -= by_skill[:, 1:] @ centre[slopes]
        skills = {key: tuple(map(float, by_skill[at])) for key, at in rows.skills.items()}
        items = {key: float(weights[1][at]) for key, at in rows.items.items()}
        return cls(features, tuple(map(float, common)), items, skills)

    def predict(self, state: History, item: str, skill: str, at: float = 0.0) -> float:
        """The chance that the learner in `state` answers rightly, at unix time `at` or at
        none (0)."""
        told = self.features.of(state, item, skill, at)
        score = self.items.get(item, 0.0)
        for weight, value in zip(self.common, told, strict=True):
            score += weight * value
        own = self.skills.get(skill)
        if own is not None:
            score += own[0]
            for weight, place in zip(own[1:], SLOPES, strict=True):
                score += weight * told[place]
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))

    def update(
        self, state: History, item: str, skill: str, right: bool, at: float = 0.0
    ) -> None:  # fmt: skip
        """Adds an answer to the learner's state."""
        self.features.add(state, item, skill, int(right), at)


def _numbered(chunks: list[Answers]) -> _Training:
    items: dict[str, int] = {}
    skills: dict[str, int] = {}
    item = [items.setdefault(key, len(items) + 1) for one in chunks for key in one.item]
    skill = [skills.setdefault(key, len(skills) + 1) for one in chunks for key in one.skill]
    right = np.concatenate([np.asarray(one.right, dtype=float) for one in chunks])
    return _Training(
        items, skills, np.array(item, dtype=np.int32), np.array(skill, dtype=np.int32), right
    )


def _eased(rows: _Training) -> Features:
    """The easiness of items from their share of right answers, drawn towards the mean of all."""
    size = len(rows.items) + 1
    mean = float(np.clip(rows.right.mean(), 0.02, 0.98))
    tries = np.bincount(rows.item, minlength=size)
    wins = np.bincount(rows.item, rows.right, size)
    share = (wins + _SHRUNK * mean) / (tries + _SHRUNK)
    easiness = np.log(share / (1 - share))
    names = dict(zip(rows.items, easiness[1:].tolist(), strict=True))
    return Features(names, math.log(mean / (1 - mean)))


def _history(features: Features, chunks: list[Answers]) -> Floats:
    """The features of each answer in turn, (N, len(NAMES))."""
    found = np.empty((sum(map(len, chunks)), len(NAMES)))
    states: dict[str, History] = {}
    at_row = 0
    for chunk in chunks:
        for learner, item, skill, right, at in chunk.rows():
            state = states.get(learner)
            if state is None:
                state = states[learner] = History()
            found[at_row] = features.of(state, item, skill, at)
            features.add(state, item, skill, right, at)
            at_row += 1
    return found


def _design(rows: _Training, dense: Floats) -> Design:
    items = Coded(rows.item, len(rows.items) + 1, _ITEM_RIDGE)
    size = len(rows.skills) + 1
    skills = Coded(rows.skill, size, _SKILL_RIDGE)
    slopes = [Coded(rows.skill, size, _SLOPE_RIDGE, dense[:, place].copy()) for place in SLOPES]
    return Design(dense, [items, skills, *slopes])
