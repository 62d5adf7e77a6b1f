"""What authors of labs write with: checks that call the submission and say what is wrong.

    @check("the coefficients solve the normal equations", points=2)
    def normal_equations(rng: Rng) -> Steps:
        X, y = regression(rng)
        w = as_array((yield call("fit", X, y)), (X.shape[1],), "fit")
        expect(np.allclose(X.T @ (X @ w - y), 0, atol=1e-6), "the residual is not orthogonal")

A check is a generator: what it yields is called in the judge's confined process, and the value
comes back. Hidden data and references stay on this side. Messages teach: which case, and what was
expected, in words, without giving hidden values away.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, Protocol

import numpy as np
import numpy.typing as npt

from tripos.labs.judge import Call

Rng = np.random.Generator
Steps = Generator[Call | Sequence[Call], Any, None]


class WrongError(Exception):
    """A check was not met; `share` (0 to 1) of its points are given all the same."""

    def __init__(self, message: str, share: float = 0.0) -> None:
        super().__init__(message)
        self.share = share


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is looked at, its points, and the generator that does."""

    name: str
    points: float
    steps: Callable[[Rng], Steps]


def check(name: str, points: float = 1.0) -> Callable[[Callable[[Rng], Steps]], Check]:
    """Turns a generator into a check. Its name says what holds for a right submission."""

    def made(steps: Callable[[Rng], Steps]) -> Check:
        return Check(name, points, steps)

    return made


def call(function: str, *args: Any, **named: Any) -> Call:
    """A call of a function of the submission with plain data: numbers, texts, lists, arrays."""
    return Call(function, args, named)


def expect(holds: Any, message: str, *, share: float = 0.0) -> None:
    """Raises WrongError with `message` unless `holds`, a bool of Python or NumPy; `share` of the
    points is kept."""
    if not bool(holds):
        raise WrongError(message, share)


def wrong(message: str, *, share: float = 0.0) -> NoReturn:
    """The check is not met."""
    raise WrongError(message, share)


class Simulated(Protocol):
    """A world in which a policy decides, turn by turn."""

    over: bool

    def state(self) -> Any:
        """What the policy is told."""

    def carry_out(self, action: Any) -> str:
        """Lives through a turn; says what is wrong with the action if it is none."""


def play(worlds: Sequence[Simulated], turns: int) -> Steps:
    """Plays the submission's `act` in all worlds side by side; `yield from` it in a check."""
    for _ in range(turns):
        going = [one for one in worlds if not one.over]
        if not going:
            break
        actions = yield [call("act", one.state()) for one in going]
        for one, action in zip(going, actions, strict=True):
            problem = one.carry_out(action)
            if problem:
                wrong(problem)


def as_array(
    value: Any, shape: tuple[int | None, ...], what: str, *, finite: bool = True
) -> npt.NDArray[np.float64]:
    """`value` as numbers of this shape (None: any length). Raises WrongError in words."""
    try:
        found = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        wrong(f"{what} must return numbers, not {type(value).__name__}")
    wanted = ", ".join("any" if one is None else str(one) for one in shape)
    fits = found.ndim == len(shape) and all(
        one is None or one == got for one, got in zip(shape, found.shape, strict=True)
    )
    expect(fits, f"{what} must return an array of shape ({wanted}), not {found.shape}")
    if finite:
        expect(np.isfinite(found).all(), f"{what} returned numbers that are not finite")
    return found


def as_number(value: Any, what: str) -> float:
    """`value` as one finite number. Raises WrongError in words."""
    if isinstance(value, bool) or not isinstance(value, int | float | np.ndarray | np.generic):
        wrong(f"{what} must return a number, not {type(value).__name__}")
    return float(as_array(np.asarray(value).reshape(-1), (1,), what)[0])
