"""What a question is: a generator is a function of a seed, a variant one question with its answer.

Authors write a function that takes a random generator and returns a variant (see `bank/` and
docs/authors.md); the decorator `question` names it and says what it tests.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from tripos.exam.answers import Answer

Rng = np.random.Generator
Skill = Literal["recall", "compute", "derive", "diagnose", "choose", "read"]
SKILLS: tuple[Skill, ...] = ("recall", "compute", "derive", "diagnose", "choose", "read")


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong answer that a known misunderstanding leads to, and what to tell whoever gives it."""

    value: Any
    feedback: str


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice. The right one needs no feedback; a wrong one says why it is wrong."""

    text: str
    feedback: str = ""
    right: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """One question. Prompt and solution are Markdown with LaTeX between dollar signs.

    `again` computes the answer by another route, for the proof of the bank. `mistakes` are wrong
    values with their feedback (for choices they stand in the options). `figure` is an SVG drawing,
    and `figure_said` says in words all that one needs to see in it.
    """

    prompt: str
    answer: Answer
    solution: str
    again: Callable[[], Any]
    mistakes: tuple[Mistake, ...] = ()
    figure: str = ""
    figure_said: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Generator:
    """A function that makes variants, and what these test.

    `about` maps competencies to the weight (0 to 1) with which an answer speaks of them.
    `difficulty` is in logits: 0 is a question that half of those on the edge of mastery get right.
    """

    id: str
    title: str
    about: Mapping[str, float]
    skill: Skill
    minutes: float
    difficulty: float
    make: Callable[[Rng], Variant]

    def variant(self, seed: int) -> Variant:
        """The variant of a seed, always the same."""
        return self.make(np.random.default_rng([seed, _number(self.id)]))

    @property
    def main(self) -> str:
        """The competency that it tests most."""
        return max(self.about, key=lambda key: self.about[key])


_KNOWN: dict[str, Generator] = {}


def question(
    key: str, title: str, about: Mapping[str, float] | str, *, skill: Skill, minutes: float = 2.0,
    difficulty: float = 0.0,
) -> Callable[[Callable[[Rng], Variant]], Callable[[Rng], Variant]]:  # fmt: skip
    """Registers a generator under `key`; `about` is a competency, or several with weights.

    Raises ValueError for a key that is taken.
    """

    def register(make: Callable[[Rng], Variant]) -> Callable[[Rng], Variant]:
        if key in _KNOWN:
            raise ValueError(f"there are two generators called {key}")
        weights = {about: 1.0} if isinstance(about, str) else dict(about)
        _KNOWN[key] = Generator(key, title, weights, skill, minutes, difficulty, make)
        return make

    return register


def registered() -> Mapping[str, Generator]:
    """All generators whose modules were imported."""
    return _KNOWN


def _number(key: str) -> int:
    return zlib.crc32(key.encode())
