"""One option of several, or all that hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tripos.exam.answers.reading import AnswerError


@dataclass(frozen=True, slots=True)
class _Listed:
    """Options in the order shown: texts, feedbacks, and which are right."""

    texts: tuple[str, ...]
    feedbacks: tuple[str, ...]
    rights: frozenset[int]

    def letters(self) -> str:
        """The letters of the options, A on."""
        return "ABCDEFGHIJ"[: len(self.texts)]

    def _numbers(self, text: str) -> list[int]:
        """The options that were typed, by letter or number. Raises AnswerError."""
        words = [word for word in re.split(r"[\s,;]+", text.strip().upper()) if word]
        if len(words) == 1 and len(words[0]) > 1 and set(words[0]) <= set(self.letters()):
            words = list(words[0])
        found = []
        for word in words:
            at = self.letters().find(word) if len(word) == 1 else -1
            if at < 0 and word.isdecimal() and 1 <= int(word) <= len(self.texts):
                at = int(word) - 1
            if at < 0:
                raise AnswerError(
                    f"'{word[:20]}' is not an option: choose from {', '.join(self.letters())}"
                )
            found.append(at)
        return found


@dataclass(frozen=True, slots=True)
class Choice(_Listed):
    """Exactly one option is right."""

    kind = "choice"

    @property
    def guess(self) -> float:
        """The chance to be right by guessing."""
        return 1 / len(self.texts)

    def read(self, text: str) -> int:
        """The option chosen. Raises AnswerError."""
        found = self._numbers(text)
        if len(found) != 1:
            raise AnswerError(f"choose one option: {', '.join(self.letters())}")
        return found[0]

    def right(self, given: int) -> bool:
        """Whether it is the right one."""
        return given in self.rights

    def same(self, one: int, other: int) -> bool:
        """Whether two choices are the same."""
        return one == other

    def shown(self) -> str:
        """The right option."""
        (at,) = self.rights
        return f"{self.letters()[at]}: {self.texts[at]}"


@dataclass(frozen=True, slots=True)
class Choices(_Listed):
    """All options that hold must be chosen, and no other."""

    kind = "choices"

    @property
    def guess(self) -> float:
        """The chance to be right by guessing."""
        return float(2.0 ** -len(self.texts))

    def read(self, text: str) -> frozenset[int]:
        """The options chosen; "none" chooses none. Raises AnswerError."""
        if text.strip().lower() == "none":
            return frozenset()
        found = self._numbers(text)
        if not found:
            raise AnswerError("choose all options that hold, or write none")
        return frozenset(found)

    def right(self, given: frozenset[int]) -> bool:
        """Whether exactly those that hold were chosen."""
        return given == self.rights

    def same(self, one: frozenset[int], other: frozenset[int]) -> bool:
        """Whether two choices are the same."""
        return one == other

    def shown(self) -> str:
        """The letters of those that hold."""
        return ", ".join(self.letters()[at] for at in sorted(self.rights)) or "none"


def positions(rights: Sequence[bool]) -> frozenset[int]:
    """Where the right ones stand."""
    return frozenset(at for at, right in enumerate(rights) if right)
