"""How much an answer says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tripos.belief.parameters import shipped
from tripos.exam import Generator
from tripos.exam.answers import Choice, Expression, Number
from tripos.exam.offer import offer
from tripos.exam.scale import Scale, evidence_of_answer, scale_of

DAY = dt.date(2026, 3, 1)
CHANCE = st.floats(0.01, 0.45)


def generator(difficulty: float = 0.0, **about: float) -> Generator:
    """A generator of which only difficulty and subject matter."""

    def make(rng: object) -> Any:
        raise NotImplementedError

    return Generator("q", "A question", about or {"a": 1.0}, "compute", 2.0, difficulty, make)


def choice(options: int) -> Choice:
    """One right option of several."""
    texts = tuple(map(str, range(options)))
    return Choice(texts, texts, frozenset([0]))


def test_it_works() -> None:
    """Slip and guess come from the kind of answer."""
    found = scale_of(generator(), Number(1))

    assert found.slip == pytest.approx(shipped().slip["number"])
    assert found.guess == pytest.approx(shipped().guess["number"])
    assert found.guess > scale_of(generator(), Expression("x", {"x": (0, 1)})).guess
    assert found.guess < scale_of(generator(), choice(4)).guess


def test_more_options_are_harder_to_guess() -> None:
    """The chance to guess a choice is one option in all."""
    guesses = [scale_of(generator(), choice(options)).guess for options in (2, 3, 4, 5)]

    assert guesses == pytest.approx([1 / 2, 1 / 3, 1 / 4, 1 / 5])


@given(st.floats(-4, 4), st.floats(0.1, 4), st.sampled_from([Number(1), choice(3)]))
def test_difficulty_shifts(difficulty: float, more: float, answer: Any) -> None:
    """A harder question is missed more often by who knows, and guessed less often."""
    easy, hard = (scale_of(generator(d), answer) for d in (difficulty, difficulty + more))

    assert 0 < easy.slip <= hard.slip < 1
    assert 1 > easy.guess >= hard.guess > 0


@given(CHANCE, CHANCE)
def test_right_speaks_for_and_wrong_against(slip: float, guess: float) -> None:
    """From even odds, a right answer makes mastery likelier, and any other less likely."""
    scale = Scale(slip, guess)

    assert scale.says(True) > 0.5 > scale.says(False)
    assert 0.5 > scale.says(None)


@given(CHANCE, CHANCE, st.floats(0, 1))
def test_bayes_balances(slip: float, guess: float, p: float) -> None:
    """The chance of a right answer lies between a guess and no slip; on average nothing moves."""
    scale = Scale(slip, guess)
    right = scale.expected(p)

    assert guess - 1e-9 <= right <= 1 - slip + 1e-9
    even = scale.expected(0.5)
    assert even * scale.says(True) + (1 - even) * scale.says(False) == pytest.approx(0.5)


def test_every_question_tells() -> None:
    """No question of the bank is so odd that an answer says the opposite of what it should."""
    odd = [
        one.id for one in offer()
        if one.scale.says(True) < 0.55 or one.scale.says(False) > 0.45
    ]  # fmt: skip

    assert [] == odd


def test_other_parameters_can_be_given() -> None:
    """Chances and difficulties that were estimated take the place of those that ship."""
    other = shipped().model_copy(update={
        "slip": {"number": 0.2}, "guess": {"number": 0.1}, "difficulty": {"q": 0.0},
    })  # fmt: skip
    found = scale_of(generator(3.0), Number(1), other)

    assert (0.2, 0.1) == (pytest.approx(found.slip), pytest.approx(found.guess))


def test_a_file_puts_parameters_in_force(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file that TRIPOS_PARAMETERS names holds for everything that is asked."""
    file = tmp_path / "parameters.yaml"
    rows = shipped().model_dump() | {"guess": dict.fromkeys(shipped().guess, 0.011)}
    rows["idle"] = {"mastered": 0.3, "missing": 0.6}
    file.write_text(yaml.safe_dump(rows), "utf-8")
    before, unsure = {one.id: one.scale.guess for one in offer()}, Scale(0.1, 0.1).says(None)

    monkeypatch.setenv("TRIPOS_PARAMETERS", str(file))

    assert all(one.scale.guess <= before[one.id] for one in offer())
    assert pytest.approx(1 / 3) == Scale(0.1, 0.1).says(None)
    assert unsure < 1 / 3


def test_an_answer_is_evidence_for_all_that_it_is_about() -> None:
    """Each competency gets what the answer says with the weight of the question."""
    one = generator(a=1.0, b=0.4)
    scale = Scale(0.1, 0.1)
    rows = evidence_of_answer(one, scale, True, DAY)

    assert [("a", 1.0), ("b", 0.4)] == [(row.competency, row.weight) for row in rows]
    assert {("question", 0.9, DAY)} == {(row.kind, round(row.says, 9), row.on) for row in rows}
    assert all(row.observed for row in rows)


@pytest.mark.parametrize(
    ("right", "words"), [(True, "answered rightly"), (False, "answered wrongly"),
                         (None, "not known")],
)  # fmt: skip
def test_evidence_names_its_source(right: bool | None, words: str) -> None:
    """The question and how it went stand in the evidence."""
    (row,) = evidence_of_answer(generator(), Scale(0.1, 0.1), right, DAY)

    assert f"A question: {words}" == row.source
