"""The adaptive diagnostic: what it asks, and when it stops."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.atlas.strategies import UNHURRIED, atlas_of, atlases_with_some
from tripos.atlas import Atlas
from tripos.belief import Belief, Evidence, believe
from tripos.exam.diagnostic import (
    ENOUGH,
    LEAST_QUESTIONS,
    MOST_QUESTIONS,
    STOPS,
    accuracy,
    information,
    next_question,
    wanted,
)
from tripos.exam.offer import Asked, Past, rng_of
from tripos.exam.scale import Scale

DAY = dt.date(2026, 3, 1)
PLAIN = Scale(0.09, 0.05)
FOUNDATIONS = ("linear-algebra", "calculus-optimisation", "probability", "statistics",
               "programming-data")  # fmt: skip
CHANCE = st.floats(0.01, 0.99)


def bank_of(keys: Collection[str], scale: Scale = PLAIN) -> list[Asked]:
    """Two questions on each."""
    return [Asked(f"{key}-{n}", key, scale) for key in keys for n in (1, 2)]


def asked(*keys: str) -> list[Past]:
    """Right answers, one to a question of its own on each of `keys`."""
    return [Past(f"{key}-{n}", n, key, True) for n, key in enumerate(keys)]


def chosen(
    atlas: Atlas, p: Mapping[str, float], past: Sequence[Past] = (), bank: Sequence[Asked] = ()
) -> set[str]:  # fmt: skip
    """The competencies that are asked about next, over many seeds."""
    held = bank or bank_of(atlas)
    found = [next_question(atlas, p, list(atlas), held, past, rng_of(seed, 1)) for seed in range(9)]
    return {one.question.competency for one in found if one.question is not None}


def diagnosed(
    atlas: Atlas, known: Collection[str], seed: int, most: int = MOST_QUESTIONS,
    targets: Collection[str] = (),
) -> tuple[list[Past], Belief]:  # fmt: skip
    """The answers of somebody who knows just `known` and never slips, and what is believed then."""
    bank, past, evidence = bank_of(atlas), list[Past](), list[Evidence]()
    while True:
        belief = believe(atlas, evidence, DAY)
        p = {key: one.p for key, one in belief.items()}
        rng = rng_of(seed, len(past) + 1)
        one = next_question(atlas, p, targets or tuple(atlas), bank, past, rng).question
        if one is None or len(past) == most:
            return past, belief
        right = one.competency in known
        past.append(Past(one.id, len(past), one.competency, right))
        says = one.scale.says(right)
        evidence.append(Evidence(one.competency, "question", says, 1.0, "test", DAY))


@pytest.fixture(scope="module")
def forty(atlas: Atlas) -> tuple[list[Past], Belief, frozenset[str]]:
    """Forty answers of somebody who knows the foundations, the belief, and what they know."""
    known = frozenset(key for key in atlas if atlas[key].area in FOUNDATIONS)
    return *diagnosed(atlas, known, 1, 40), known


def test_it_works(atlas: Atlas, forty: tuple[list[Past], Belief, frozenset[str]]) -> None:
    """After forty questions the map of somebody who knows the foundations is told right."""
    past, belief, known = forty

    told = [(belief[key].p > 0.5) == (key in known) for key in atlas]
    assert len(past) == 40
    assert np.mean(told) > 0.88


def test_it_explores(atlas: Atlas, forty: tuple[list[Past], Belief, frozenset[str]]) -> None:
    """A dozen questions speak of many areas; hardly any competency is asked about again."""
    topics = [one.competency for one in forty[0]]

    assert len({atlas[key].area for key in topics[:12]}) >= 6
    assert len(set(topics[:12])) >= 10
    assert len(set(topics)) >= 36


def test_it_repeats_exactly(atlas: Atlas, forty: tuple[list[Past], Belief, frozenset[str]]) -> None:
    """The same seed and answers give the same questions, also after an interruption."""
    past, _, known = forty

    assert past[:6] == diagnosed(atlas, known, 1, 6)[0]


def test_seeds_differ() -> None:
    """Among questions that tell the same, the seed decides."""
    atlas = atlas_of(a="", b="", c="", d="")

    assert len(chosen(atlas, dict.fromkeys(atlas, 0.5))) > 1


def test_the_most_uncertain_is_asked_about() -> None:
    """What is nearly known, or nearly known to be missing, tells little."""
    atlas = atlas_of(a="", b="", c="")

    assert {"b"} == chosen(atlas, {"a": 0.95, "b": 0.5, "c": 0.05})


def test_another_topic_comes_before_the_same_one() -> None:
    """A competency is asked about again only when no other tells more."""
    atlas = atlas_of(a="", b="")

    assert {"b"} == chosen(atlas, {"a": 0.5, "b": 0.6}, asked("a"))
    assert {"a"} == chosen(atlas, {"a": 0.5, "b": 0.999}, asked("a"))


def test_the_same_question_comes_last() -> None:
    """Of two questions on one competency the one that was not asked is taken."""
    atlas = atlas_of(a="")
    past = [Past("a-1", 0, "a", True)]
    found = next_question(atlas, {"a": 0.5}, ["a"], bank_of("a"), past, rng_of(1, 1)).question

    assert found is not None
    assert "a-2" == found.id


def test_only_the_targets_and_what_they_rest_on(atlas: Atlas) -> None:
    """A diagnostic of goals asks about nothing else."""
    targets = ("ridge-regression",)
    past, _ = diagnosed(atlas, (), 2, 15, targets)

    held = wanted(atlas, targets)
    assert {"ridge-regression", *atlas.ancestors["ridge-regression"]} == held
    assert past
    assert {one.competency for one in past} <= held


def test_a_target_counts_more_than_what_it_rests_on() -> None:
    """As unsure as each other, the target itself is asked about."""
    atlas = atlas_of(a="", b="a")
    found = next_question(atlas, {"a": 0.5, "b": 0.5}, ["b"], bank_of(atlas), (), rng_of(1, 1))

    assert found.question is not None
    assert "b" == found.question.competency


@pytest.mark.parametrize(
    ("p", "scale", "answers", "stop"),
    [(0.98, PLAIN, LEAST_QUESTIONS, "sure"), (0.98, PLAIN, LEAST_QUESTIONS - 1, None),
     (0.5, Scale(0.45, 0.45), LEAST_QUESTIONS, "little left"), (0.5, PLAIN, LEAST_QUESTIONS, None),
     (0.5, PLAIN, MOST_QUESTIONS, "long")],
)  # fmt: skip
def test_it_stops(p: float, scale: Scale, answers: int, stop: str | None) -> None:
    """It ends when enough is sure, when little is left to learn, and never goes on without end."""
    atlas = atlas_of(a="", b="")
    past = asked(*["a"] * answers)
    found = next_question(atlas, {"a": p, "b": p}, "ab", bank_of("ab", scale), past, rng_of(1, 1))

    assert stop == found.stop
    assert (stop is None) == (found.question is not None)
    assert stop is None or STOPS[stop]  # type: ignore[index]


def test_without_questions_there_is_nothing_left() -> None:
    """A bank that says nothing about the targets ends the diagnostic at once."""
    atlas = atlas_of(a="", b="")
    found = next_question(atlas, {"a": 0.5, "b": 0.5}, ["a"], bank_of("b"), (), rng_of(1, 1))

    assert (None, 0.0, "nothing left") == (found.question, found.bits, found.stop)


def test_few_targets_end_soon(atlas: Atlas) -> None:
    """Who knows all that a goal needs is not asked sixty questions."""
    targets = atlas.closure(["ridge-regression"])
    past, belief = diagnosed(atlas, targets, 4, targets=targets)

    assert LEAST_QUESTIONS <= len(past) < 30
    assert accuracy({key: one.p for key, one in belief.items()}, targets) >= ENOUGH


@pytest.mark.parametrize("right", [False, None])
def test_not_knowing_lowers_belief(right: bool | None) -> None:
    """Neither a wrong answer nor "I don't know" leaves the belief where it was."""
    atlas = atlas_of(a="", b="a")
    claim = Evidence("b", "course", 0.8, 1.0, "test")
    said = Evidence("b", "question", PLAIN.says(right), 1.0, "test", DAY)

    assert believe(atlas, [claim, said], DAY)["b"].p < believe(atlas, [claim], DAY)["b"].p - 0.2


@UNHURRIED
@given(atlases_with_some(), st.data())
def test_what_is_asked_is_about_the_targets(
    drawn: tuple[Atlas, frozenset[str], str], data: st.DataObject
) -> None:
    """On any atlas and belief, a question is about what is wanted, or there is a reason to stop."""
    atlas, covered, target = drawn
    p = {key: data.draw(CHANCE) for key in atlas}
    bank = bank_of(sorted(covered))
    found = next_question(atlas, p, [target], bank, (), rng_of(1, 1))

    if found.question is None:
        assert not covered & wanted(atlas, [target])
    else:
        assert found.question.competency in covered & wanted(atlas, [target])
        assert found.bits > 0


@given(CHANCE, st.floats(0.01, 0.6), st.floats(0.01, 0.6))
def test_information_is_a_share_of_what_is_unknown(p: float, slip: float, guess: float) -> None:
    """An answer tells no less than nothing and no more than there is to know."""
    one = np.array([p])
    bits = float(information(one, np.array([slip]), np.array([guess]))[0])
    all_ = float(information(one, np.zeros(1), np.zeros(1))[0])

    assert -1e-9 <= bits <= all_ + 1e-9 <= 1 + 2e-9


@given(CHANCE, st.floats(0.01, 0.3), st.floats(0.01, 0.3), st.floats(0.01, 0.3))
def test_guessing_tells_less(p: float, slip: float, guess: float, more: float) -> None:
    """The easier it is to be right by chance, the less an answer tells."""
    held = [np.array([p]), np.array([slip])]

    harder, easier = (information(*held, np.array([g])) for g in (guess, guess + more))
    assert easier[0] <= harder[0] + 1e-9


@given(st.lists(st.floats(0, 1), max_size=8))
def test_accuracy_is_at_least_a_coin(values: list[float]) -> None:
    """Calling each as is likelier is right at least half the time; of nothing, always."""
    p = {str(at): value for at, value in enumerate(values)}

    assert 0.5 <= accuracy(p, list(p)) <= 1
    assert 1 == accuracy(p, [])
