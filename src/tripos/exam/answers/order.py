"""Things to be put into order, or matched with one another."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from tripos.exam.answers.reading import AnswerError

_LETTERS = "ABCDEFGHIJ"


def _letters(text: str, count: int) -> tuple[int, ...]:
    """Letters A on, in the order typed, as numbers. Raises AnswerError."""
    known = _LETTERS[:count]
    words = re.sub(r"[\s,;>→-]+", "", text.strip().upper())
    wrong = [letter for letter in words if letter not in known]
    if not words or wrong:
        raise AnswerError(f"write the letters {', '.join(known)} in order, such as {known[::-1]}")
    return tuple(known.index(letter) for letter in words)


@dataclass(frozen=True, slots=True)
class Ordering:
    """`texts` as shown; `order` lists their numbers in the right order."""

    texts: tuple[str, ...]
    order: tuple[int, ...]

    kind = "ordering"

    @property
    def guess(self) -> float:
        """The chance to be right by guessing."""
        return 1 / math.factorial(len(self.texts))

    def read(self, text: str) -> tuple[int, ...]:
        """The order given. Raises AnswerError."""
        found = _letters(text, len(self.texts))
        if sorted(found) != list(range(len(self.texts))):
            raise AnswerError(f"write each of the {len(self.texts)} letters once")
        return found

    def right(self, given: tuple[int, ...]) -> bool:
        """Whether the order is the right one."""
        return given == self.order

    def same(self, one: tuple[int, ...], other: tuple[int, ...]) -> bool:
        """Whether two orders are the same."""
        return one == other

    def shown(self) -> str:
        """The letters in the right order."""
        return " ".join(_LETTERS[at] for at in self.order)


@dataclass(frozen=True, slots=True)
class Matching:
    """For each of `left`, in order, the number in `right_side` that belongs to it."""

    left: tuple[str, ...]
    right_side: tuple[str, ...]
    pairs: tuple[int, ...]

    kind = "matching"

    @property
    def guess(self) -> float:
        """The chance to be right by guessing."""
        count = len(self.right_side)
        return math.factorial(count - len(self.left)) / math.factorial(count)

    def read(self, text: str) -> tuple[int, ...]:
        """One letter for each on the left, in order. Raises AnswerError."""
        found = _letters(text, len(self.right_side))
        if len(found) != len(self.left):
            raise AnswerError(f"write {len(self.left)} letters, one for each in the order shown")
        return found

    def right(self, given: tuple[int, ...]) -> bool:
        """Whether every pair belongs together."""
        return given == self.pairs

    def same(self, one: tuple[int, ...], other: tuple[int, ...]) -> bool:
        """Whether two matchings are the same."""
        return one == other

    def shown(self) -> str:
        """The letters in the order of the left side."""
        return " ".join(_LETTERS[at] for at in self.pairs)
