"""How much an answer says: chances to slip and to guess, and the evidence that follows.

The chances come from the parameters of the belief by kind of answer, shifted by the difficulty of
the question: half its logits, so that a hard question is missed more often by those who know and
guessed less often by those who do not.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import Any

from tripos.belief import Evidence
from tripos.belief.parameters import Parameters, current
from tripos.exam.question import Generator

_OPTIONS = 4  # of a choice, for which the chance to guess is stated
_LEAST, _MOST = 0.01, 0.6


@dataclass(frozen=True, slots=True)
class Scale:
    """Chances for one question: a wrong answer in spite of mastery, a right one without."""

    slip: float
    guess: float

    def says(self, right: bool | None) -> float:
        """The probability of mastery after an answer, from even odds; None is "I don't know"."""
        if right is None:
            idle = current().idle
            return idle.mastered / (idle.mastered + idle.missing)
        known, missing = (
            (1 - self.slip, self.guess) if right else (self.slip, 1 - self.guess)
        )  # fmt: skip
        return known / (known + missing)

    def expected(self, p: float) -> float:
        """The chance of a right answer of somebody who has mastered it with probability `p`."""
        return p * (1 - self.slip) + (1 - p) * self.guess


def scale_of(generator: Generator, answer: Any, parameters: Parameters | None = None) -> Scale:
    """The chances for a question of `generator` with this kind of answer."""
    held = parameters or current()
    guess = held.guess.get(answer.kind, answer.guess)
    if answer.kind == "choice":
        guess *= _OPTIONS / len(answer.texts)
    shift = held.difficulty.get(generator.id, generator.difficulty) / 2
    return Scale(_shifted(held.slip.get(answer.kind, 0.1), shift), _shifted(guess, -shift))


def _shifted(p: float, logits: float) -> float:
    held = min(_MOST, max(_LEAST, p))
    found = 1 / (1 + (1 - held) / held * math.exp(-logits))
    return min(_MOST, max(_LEAST, found))


def evidence_of_answer(
    generator: Generator, scale: Scale, right: bool | None, day: dt.date
) -> list[Evidence]:  # fmt: skip
    """What an answer says about each competency that its question is about."""
    said = {True: "answered rightly", False: "answered wrongly", None: "not known"}[right]
    return [
        Evidence(key, "question", scale.says(right), weight, f"{generator.title}: {said}", day)
        for key, weight in generator.about.items()
    ]
