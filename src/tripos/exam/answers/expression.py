"""An expression: right if it agrees with the answer at many random points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tripos.chance import Floats
from tripos.exam.answers.reading import AnswerError, evaluate, parse

_POINTS = 40
_AGREE = 1e-6


@dataclass(frozen=True, slots=True)
class Expression:
    """`text` in the typed grammar over `variables`, each with the range that points come from.

    Two expressions are the same if they agree at 40 points drawn under a fixed seed, up to
    rounding (Schwartz 1980, JACM 27(4), for polynomials; by far most points for others). Points
    where the answer itself is undefined do not count.
    """

    text: str
    variables: Mapping[str, tuple[float, float]]

    kind = "expression"
    guess = 0.01

    def read(self, text: str) -> str:
        """What was typed, if it is an expression in the variables. Raises AnswerError."""
        tree = parse(text, self.variables)
        found = evaluate(tree, self._points())
        if not np.isfinite(np.broadcast_to(found, (_POINTS,))).any():
            raise AnswerError(f"'{text.strip()[:30]}' has no finite value anywhere: check it")
        return text.strip()

    def right(self, given: str) -> bool:
        """Whether an expression that was read says the same as the answer."""
        return self.same(given, self.text)

    def same(self, one: str, other: str) -> bool:
        """Whether two expressions agree wherever the second is defined."""
        points = self._points()
        left = np.broadcast_to(evaluate(parse(one, self.variables), points), (_POINTS,))
        right = np.broadcast_to(evaluate(parse(other, self.variables), points), (_POINTS,))
        defined = np.isfinite(right)
        if not defined.any() or not np.isfinite(left[defined]).all():
            return False
        apart = np.abs(left - right)[defined]
        return bool((apart <= _AGREE * (1 + np.abs(right[defined]))).all())

    def shown(self) -> str:
        """The answer as the solution writes it."""
        return self.text

    def _points(self) -> dict[str, Floats]:
        rng = np.random.default_rng(20)
        return {name: rng.uniform(*ends, _POINTS) for name, ends in sorted(self.variables.items())}
