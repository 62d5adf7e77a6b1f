"""The prover refuses what authors get wrong, and the whole bank passes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from tripos.atlas import Atlas
from tripos.exam import Generator, Variant, all_generators
from tripos.exam.makers import choose, number
from tripos.exam.marking import mark
from tripos.exam.prove import problems

Change = Callable[[Variant], Variant]


def _sum(rng: np.random.Generator) -> Variant:
    a, b = int(rng.integers(2, 60)), int(rng.integers(2, 60))
    return number(
        f"A model has {a} weights in one layer and {b} in another. How many weights has it in all?",
        a + b, again=lambda: len(range(a)) + len(range(b)), tol=0, rel=0,
        solution=f"Both layers together: {a} + {b} = {a + b} weights.",
        mistakes=[(a * b, "The numbers are added, not multiplied, as layers do not cross.")],
    )  # fmt: skip


def _pick(rng: np.random.Generator) -> Variant:
    n = int(rng.integers(20, 90))
    return choose(
        rng, f"Which is the larger of the numbers {n} and {n + 1}, as somebody may well ask?",
        str(n + 1), [(str(n), "That is the smaller of the two numbers."),
                     (str(n - 1), "That number was not among those named.")],
        again=lambda: str(max(n, n + 1)), solution=f"The larger one of the two numbers is {n + 1}.",
    )  # fmt: skip


def _made(make: Callable[[np.random.Generator], Variant], **other: object) -> Generator:
    base = Generator("test-sum", "Sum", {"vectors-and-norms": 1.0}, "compute", 1.0, 0.0, make)
    return replace(base, **other)  # type: ignore[arg-type]


@pytest.mark.parametrize("make", [_sum, _pick])
def test_it_works(atlas: Atlas, make: Callable[[np.random.Generator], Variant]) -> None:
    """A sound generator has no problem."""
    assert [] == problems(_made(make), atlas)


def _mutant(change: Change, make: Callable[[np.random.Generator], Variant] = _sum) -> Generator:
    return _made(lambda rng: change(make(rng)))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda v: replace(v, again=lambda: v.answer.value + 1), "second route"),
        (lambda v: replace(v, again=lambda: 1 / 0), "second route fails"),
        (lambda v: replace(v, mistakes=()), "no mistake"),
        (lambda v: replace(v, prompt="How many?"), "prompt has"),
        (lambda v: replace(v, solution="Just add."), "too short"),
        (lambda v: replace(v, prompt=v.prompt + r" $\nosuch{x}$"), "not known|cannot be shown"),
        (lambda v: replace(v, prompt=v.prompt + " $x"), "dollar sign"),
        (lambda v: replace(v, figure="<svg/>"), "figure"),
    ],
)
def test_mutants_are_caught(atlas: Atlas, change: Change, said: str) -> None:
    """Each way to get a question wrong is named."""
    found = " ".join(problems(_mutant(change), atlas))

    assert any(part in found for part in said.split("|")), found


def test_a_question_that_does_not_vary_is_caught(atlas: Atlas) -> None:
    """The same question under every seed is no generator."""
    found = problems(_made(lambda _: _sum(np.random.default_rng(1))), atlas)

    assert "different questions" in " ".join(found)


def test_ambiguous_rounding_is_caught(atlas: Atlas) -> None:
    """An answer that cannot be typed as shown is refused."""

    def change(variant: Variant) -> Variant:
        value = variant.answer.value + 1 / 3  # type: ignore[union-attr]
        return replace(variant, answer=replace(variant.answer, value=value))  # type: ignore[arg-type]

    found = " ".join(problems(_mutant(change), atlas))

    assert "second route" in found or "ambiguous rounding" in found


def test_an_unknown_competency_is_caught(atlas: Atlas) -> None:
    """What a question is about must exist."""
    found = problems(_made(_sum, about={"no-such-thing": 1.0}), atlas)

    assert "there is no competency" in " ".join(found)


def test_a_known_mistake_is_explained() -> None:
    """Whoever makes a known mistake is told which; others are sent to the solution."""
    variant = _sum(np.random.default_rng(3))
    (mistake,) = variant.mistakes

    assert mistake.feedback == mark(variant, str(mistake.value)).feedback
    assert "compare your steps" in mark(variant, "-77").feedback
    assert mark(variant, variant.answer.shown()).right


@pytest.mark.parametrize("key", sorted(all_generators()))
def test_the_bank_is_sound(atlas: Atlas, key: str) -> None:
    """Every question of the bank passes its proof on a dozen seeds; `check bank` takes fifty."""
    assert [] == problems(all_generators()[key], atlas, 12)
