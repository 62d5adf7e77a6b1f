"""Short ways to make a variant of each kind; what authors of questions call."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tripos.exam.answers import (
    Choice,
    Choices,
    Expression,
    Interval,
    Matching,
    Matrix,
    Number,
    Ordering,
)
from tripos.exam.answers.choice import positions
from tripos.exam.ending import closed
from tripos.exam.question import Mistake, Option, Rng, Variant

Again = Callable[[], Any]
Wrong = Sequence[tuple[Any, str]]


def number(
    prompt: str, value: float, *, again: Again, solution: str, mistakes: Wrong = (),
    rel: float = 0.005, tol: float = 1e-9, unit: str = "", digits: int = 4, figure: str = "",
    figure_said: str = "",
) -> Variant:  # fmt: skip
    """A question whose answer is a number. `mistakes` are (wrong value, feedback).

    A mistake that happens to be right with these parameters is left out.
    """
    answer = Number(float(value), rel, tol, unit, digits)
    return Variant(prompt, answer, closed(solution, answer), again, _wrong(answer, mistakes),
                   figure, figure_said)  # fmt: skip


def expression(
    prompt: str, text: str, variables: Mapping[str, tuple[float, float]], *, again: Again,
    solution: str, mistakes: Wrong = (),
) -> Variant:  # fmt: skip
    """A question whose answer is an expression; `again` returns another form of it as text."""
    answer = Expression(text, dict(variables))
    return Variant(prompt, answer, solution, again, _wrong(answer, mistakes))


def matrix(
    prompt: str, values: Any, *, again: Again, solution: str, mistakes: Wrong = (),
    rel: float = 0.005, tol: float = 1e-6, digits: int = 3,
) -> Variant:  # fmt: skip
    """A question whose answer is a vector (a list of numbers) or a matrix (a list of rows)."""
    answer = Matrix(_rows(values), rel, tol, digits)
    wrong = [(_rows(value), feedback) for value, feedback in mistakes]

    def once_more() -> Any:
        return _rows(again())

    return Variant(prompt, answer, closed(solution, answer), once_more, _wrong(answer, wrong))


def interval(
    prompt: str, low: float, high: float, *, again: Again, solution: str, mistakes: Wrong = (),
    rel: float = 0.01, digits: int = 4,
) -> Variant:  # fmt: skip
    """A question whose answer is an interval; `again` returns both ends."""
    answer = Interval(float(low), float(high), rel, digits=digits)
    return Variant(prompt, answer, closed(solution, answer), again, _wrong(answer, mistakes))


def choose(
    rng: Rng, prompt: str, right: str, wrong: Sequence[tuple[str, str]], *, again: Again,
    solution: str, figure: str = "", figure_said: str = "",
) -> Variant:  # fmt: skip
    """A question with one right option; `wrong` are (text, feedback), shuffled with it.

    `again` returns the text of the right option, found by another route.
    """
    options = [Option(right, right=True), *(Option(text, said) for text, said in wrong)]
    shown = [options[at] for at in rng.permutation(len(options))]
    answer = Choice(*_columns(shown))
    place = {option.text: at for at, option in enumerate(shown)}

    def once_more() -> Any:
        return place[again()]

    mistakes = tuple(
        Mistake(at, option.feedback) for at, option in enumerate(shown) if not option.right
    )
    return Variant(prompt, answer, solution, once_more, mistakes, figure, figure_said)


def choose_all(
    rng: Rng, prompt: str, options: Sequence[tuple[str, bool, str]], *, again: Again, solution: str
) -> Variant:
    """A question where all that hold are chosen; options are (text, holds, feedback if mistaken).

    `again` returns the texts of those that hold, found by another route.
    """
    made = [Option(text, said, holds) for text, holds, said in options]
    shown = [made[at] for at in rng.permutation(len(made))]
    answer = Choices(*_columns(shown))
    place = {option.text: at for at, option in enumerate(shown)}

    def once_more() -> Any:
        return frozenset(place[text] for text in again())

    mistakes = tuple(
        Mistake(answer.rights ^ {at}, option.feedback) for at, option in enumerate(shown)
    )
    return Variant(prompt, answer, solution, once_more, mistakes)


def order(
    rng: Rng, prompt: str, texts: Sequence[str], *, again: Again, solution: str,
    mistakes: Sequence[tuple[Sequence[str], str]] = (),
) -> Variant:  # fmt: skip
    """A question where `texts`, given in the right order, are shown shuffled.

    `again` returns the texts in order, found by another route; `mistakes` are (texts in a wrong
    order, feedback).
    """
    mixed = [str(texts[at]) for at in rng.permutation(len(texts))]
    if mixed == list(texts):
        mixed = mixed[1:] + mixed[:1]
    answer = Ordering(tuple(mixed), tuple(mixed.index(text) for text in texts))

    def numbers(wanted: Sequence[str]) -> tuple[int, ...]:
        return tuple(mixed.index(text) for text in wanted)

    wrong = [(numbers(value), said) for value, said in mistakes]
    return Variant(prompt, answer, solution, lambda: numbers(again()), _wrong(answer, wrong))


def match(
    rng: Rng, prompt: str, pairs: Sequence[tuple[str, str]], *, again: Again, solution: str,
    spare: Sequence[str] = (), mistakes: Sequence[tuple[Mapping[str, str], str]] = (),
) -> Variant:  # fmt: skip
    """A question where each left text is matched with its right text; `spare` ones fit nothing.

    `again` returns a mapping left -> right, found by another route; `mistakes` are (mapping,
    feedback).
    """
    left = [str(pairs[at][0]) for at in rng.permutation(len(pairs))]
    other = [*(text for _, text in pairs), *spare]
    right = [str(other[at]) for at in rng.permutation(len(other))]

    def numbers(wanted: Mapping[str, str]) -> tuple[int, ...]:
        return tuple(right.index(wanted[text]) for text in left)

    answer = Matching(tuple(left), tuple(right), numbers(dict(pairs)))
    wrong = [(numbers(value), said) for value, said in mistakes]
    return Variant(prompt, answer, solution, lambda: numbers(again()), _wrong(answer, wrong))


def _columns(shown: Sequence[Option]) -> tuple[tuple[str, ...], tuple[str, ...], frozenset[int]]:
    return (
        tuple(option.text for option in shown),
        tuple(option.feedback for option in shown),
        positions([option.right for option in shown]),
    )


def _rows(values: Any) -> tuple[tuple[float, ...], ...]:
    listed = values if hasattr(values[0], "__len__") else [values]
    return tuple(tuple(float(cell) for cell in row) for row in listed)


def _wrong(answer: Any, mistakes: Wrong) -> tuple[Mistake, ...]:
    """The mistakes that are wrong and unlike one another with these parameters."""
    found: list[Mistake] = []
    for value, feedback in mistakes:
        clash = answer.right(value) or any(answer.same(value, one.value) for one in found)
        if not clash:
            found.append(Mistake(value, feedback))
    return tuple(found)
