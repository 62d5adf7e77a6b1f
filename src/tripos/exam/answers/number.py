"""A number: right within a tolerance, and read with or without its unit."""

from __future__ import annotations

from dataclasses import dataclass

from tripos.exam.answers.reading import read_number


@dataclass(frozen=True, slots=True)
class Number:
    """`value`, right within `rel` of it or `tol` absolutely, whichever allows more.

    `unit` is shown beside the field and may be typed; `digits` is how many decimals the solution
    shows. Counts have tol 0.
    """

    value: float
    rel: float = 0.005
    tol: float = 1e-9
    unit: str = ""
    digits: int = 4

    kind = "number"
    guess = 0.03  # chance to be right without knowing, by judgement until answers are recorded

    def read(self, text: str) -> float:
        """What was typed. Raises AnswerError."""
        words = text.strip()
        if self.unit and words.endswith(self.unit) and self.unit != "%":
            words = words[: -len(self.unit)].strip()
        return read_number(words)

    def right(self, given: float) -> bool:
        """Whether a number is close enough."""
        return abs(given - self.value) <= max(self.tol, self.rel * abs(self.value))

    def same(self, one: float, other: float) -> bool:
        """Whether two numbers count as the same answer."""
        return abs(one - other) <= max(self.tol, self.rel * abs(self.value))

    def shown(self) -> str:
        """The answer as the solution writes it."""
        if float(self.value).is_integer() and abs(self.value) < 1e9:
            words = f"{self.value:.0f}"
        else:
            words = f"{self.value:.{self.digits}f}"
            words = words.rstrip("0").rstrip(".") if "." in words else words
        return f"{words} {self.unit}".strip()
