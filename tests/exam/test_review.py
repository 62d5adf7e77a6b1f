"""Spaced review: memories made, strengthened, lost, credited and queued."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.atlas.strategies import competency
from tripos.atlas import Area, Atlas
from tripos.exam.offer import Asked
from tripos.exam.review import (
    RETENTION,
    Memory,
    after_answer,
    forecast,
    is_slow,
    minutes_of,
    queue,
    reviewed,
)
from tripos.exam.scale import Scale

DAY = dt.date(2026, 3, 1)
TEN = DAY + dt.timedelta(days=10)


def days(count: float) -> dt.timedelta:
    """So many days."""
    return dt.timedelta(days=count)


@st.composite
def memories(draw: st.DrawFn) -> Memory:
    """A memory as reviews leave it: due after the last one."""
    stability = draw(st.floats(0.1, 2000))
    last = DAY - days(draw(st.integers(0, 1000)))
    return Memory(stability, draw(st.floats(1, 10)), last, last + days(max(1, round(stability))))


def fresh(right: bool = True) -> Memory:
    """A memory of one right answer on DAY."""
    found = reviewed(None, right, DAY)
    assert found is not None
    return found


@pytest.fixture
def atlas() -> Atlas:
    """c encompasses most of b and some of a; b half of a; d is alone."""
    shares: Mapping[str, Mapping[str, float]] = {
        "a": {}, "b": {"a": 0.5}, "c": {"b": 0.8, "a": 0.3}, "d": {},
    }  # fmt: skip
    items = [competency(key, encompasses=within) for key, within in shares.items()]
    return Atlas(items, [Area("area", "Area", 1)])


MINUTES = dict.fromkeys("abcd", 2.0)


def test_it_works() -> None:
    """Success on each due date lengthens the interval; the scheduler's sequence is known."""
    memory, day, intervals = None, DAY, []
    for _ in range(7):
        memory = reviewed(memory, True, day)
        assert memory is not None
        intervals.append((memory.due - day).days)
        day = memory.due

    assert [2, 11, 46, 163, 497, 1346, 3292] == intervals


@pytest.mark.parametrize("right", [False, None])
def test_the_first_right_answer_makes_a_memory(right: bool | None) -> None:
    """What was never known is not remembered."""
    assert reviewed(None, right, DAY) is None
    assert DAY == fresh().last < fresh().due


@pytest.mark.parametrize("right", [False, None])
@given(memories())
def test_failure_shortens(right: bool | None, memory: Memory) -> None:
    """A wrong answer, or none, leaves a weaker and harder memory that is due sooner."""
    found = reviewed(memory, right, DAY)

    assert found is not None
    assert 0 < found.stability <= memory.stability
    assert found.difficulty >= min(9.9, memory.difficulty)
    assert DAY < found.due <= DAY + max(days(1), memory.due - memory.last)


@given(memories(), st.booleans())
def test_success_strengthens(memory: Memory, slow: bool) -> None:
    """A right answer leaves a memory at least as strong, due after its day; a slow one less so."""
    assume(memory.last < DAY)
    found, slowly = (reviewed(memory, True, DAY, slow=how) for how in (slow, True))

    assert found is not None
    assert slowly is not None
    assert found.stability >= memory.stability
    assert found.last == DAY < found.due
    assert slowly.stability <= found.stability


def test_one_day_is_one_review() -> None:
    """More right answers on the day of a review add nothing; a wrong one does count."""
    memory = fresh()
    wrong = reviewed(memory, False, DAY)

    assert memory == reviewed(memory, True, DAY)
    assert wrong is not None
    assert wrong.stability < memory.stability
    assert wrong == reviewed(wrong, True, DAY)


@given(memories(), st.integers(0, 3000), st.integers(1, 500))
def test_forgetting(memory: Memory, after: int, more: int) -> None:
    """The chance to remember falls from one with every day."""
    sooner, later = (memory.recalled(memory.last + days(n)) for n in (after, after + more))

    assert 1 == memory.recalled(memory.last)
    assert 0 < later < sooner <= 1


@given(st.integers(1, 1000), st.floats(1, 10))
def test_due_is_when_memory_fades(stability: int, difficulty: float) -> None:
    """After as many days as the stability says, nine of ten remember."""
    memory = Memory(stability, difficulty, DAY, DAY + days(1))

    assert pytest.approx(RETENTION) == memory.recalled(DAY + days(stability))


@pytest.mark.parametrize(
    ("seconds", "slow"), [(None, False), (100, False), (240, False), (241, True)]
)
def test_slow_is_more_than_twice_as_long(seconds: float | None, slow: bool) -> None:
    """An answer that takes more than twice the expected minutes was hard."""
    assert slow == is_slow(seconds, 2.0)


def test_what_an_answer_encompasses_is_practised_in_part(atlas: Atlas) -> None:
    """The share of a review is credited, no more; what was never known is not."""
    held = {"a": fresh(), "b": fresh()}
    changed = after_answer(atlas, held, {"c": 1.0}, True, TEN)
    whole = {key: reviewed(held[key], True, TEN) for key in held}

    assert {"a", "b", "c"} == set(changed)
    assert held["a"].stability < changed["a"].stability < changed["b"].stability
    assert changed["b"].stability < whole["b"].stability  # type: ignore[union-attr]
    assert DAY < changed["a"].last < changed["b"].last < TEN
    assert {"c"} == set(after_answer(atlas, {}, {"c": 1.0}, True, TEN))


@pytest.mark.parametrize("right", [False, None])
def test_failure_practises_nothing_else(atlas: Atlas, right: bool | None) -> None:
    """What is encompassed stays as it was, and so does what was not known anyway."""
    held = {"a": fresh(), "b": fresh()}

    assert {"b"} == set(after_answer(atlas, held, {"b": 1.0}, right, TEN))
    assert {} == after_answer(atlas, held, {"c": 1.0}, right, TEN)


def test_credit_comes_once_a_day(atlas: Atlas) -> None:
    """Ten right answers in a row practise what they encompass as one does."""
    held = {"a": fresh(), "b": fresh()}
    held |= after_answer(atlas, held, {"b": 1.0}, True, TEN)

    assert held["b"] == after_answer(atlas, held, {"b": 1.0}, True, TEN)["b"]
    assert "a" not in after_answer(atlas, held, {"b": 1.0}, True, TEN)


def test_what_a_question_hardly_touches_is_not_reviewed(atlas: Atlas) -> None:
    """Only what a question is about with a weight of a half or more counts, if it exists."""
    changed = after_answer(atlas, {}, {"a": 1.0, "d": 0.4, "gone": 1.0}, True, DAY)

    assert {"a"} == set(changed)


@given(memories(), st.floats(0.01, 1.0), st.integers(0, 400))
def test_credit_lies_between_nothing_and_a_review(memory: Memory, share: float, on: int) -> None:
    """However much is credited, whenever: a memory is no weaker, due later than its last day."""
    items = [competency("a"), competency("b", encompasses={"a": share})]
    small = Atlas(items, [Area("area", "Area", 1)])
    day = memory.last + days(on)
    found = after_answer(small, {"a": memory}, {"b": 1.0}, True, day)["a"]
    whole = reviewed(memory, True, day)

    assert whole is not None
    assert memory.stability <= found.stability <= whole.stability + 1e-9
    assert memory.last <= found.last <= whole.last
    assert memory.due <= found.due <= max(whole.due, memory.due)
    assert found.last < found.due


def remembered(**stability: float) -> dict[str, Memory]:
    """Memories of an average difficulty that were reviewed on DAY."""
    return {
        key: Memory(value, 5.0, DAY, DAY + days(max(1, round(value))))
        for key, value in stability.items()
    }


def test_what_spares_others_comes_first(atlas: Atlas) -> None:
    """First what encompasses other due things, then what is nearest to being forgotten."""
    found = queue(atlas, remembered(a=5, c=9, d=3), TEN, MINUTES)

    assert ["c", "d", "a"] == [one.competency for one in found]
    assert [(), (), ()] == [one.covers for one in found]
    assert found[1].recalled < found[2].recalled < RETENTION


def test_what_another_review_covers_is_left_out(atlas: Atlas) -> None:
    """Half or more of a competency practised elsewhere in the queue spares its own review."""
    found = queue(atlas, remembered(a=5, b=5, c=5), TEN, MINUTES)

    assert [("c", ("b",)), ("a", ())] == [(one.competency, one.covers) for one in found]
    assert ["b"] == [one.competency for one in queue(atlas, remembered(a=5, b=5), TEN, MINUTES)]


@pytest.mark.parametrize(("budget", "count"), [(0.5, 1), (2.0, 1), (4.0, 2), (5.9, 2), (None, 3)])
def test_a_budget_holds(atlas: Atlas, budget: float | None, count: int) -> None:
    """As many reviews as fit into the minutes, and one in any case."""
    held = remembered(a=5, c=9, d=3)

    assert count == len(queue(atlas, held, TEN, MINUTES, budget))


def test_only_what_is_due_and_can_be_asked(atlas: Atlas) -> None:
    """What is remembered, unknown to the atlas, or has no question, waits."""
    held = remembered(a=11, b=10, gone=3)

    assert ["b"] == [one.competency for one in queue(atlas, held, TEN, {**MINUTES, "gone": 1.0})]
    assert [] == queue(atlas, held, TEN, {"a": 2.0})
    assert [] == queue(atlas, {}, TEN, MINUTES)


def test_no_memories_no_work() -> None:
    """Without memories the forecast is empty on every day."""
    assert [0.0] * 30 == forecast({}, DAY, MINUTES)


def test_the_forecast_follows_the_scheduler() -> None:
    """A memory that is due tomorrow comes again when success would have it."""
    memory = replace(fresh(), due=DAY + days(1))
    after = reviewed(memory, True, DAY + days(1))
    assert after is not None
    found = forecast({"a": memory}, DAY, {"a": 3.0}, 10)

    assert [1, (after.due - DAY).days] == [at for at, load in enumerate(found) if load]
    assert {0.0, 3.0} == set(found)
    assert [0.0] * 10 == forecast({"a": memory}, DAY, {}, 10)


@given(st.lists(memories(), min_size=1, max_size=4), st.integers(1, 60))
def test_forecasts_add_up(held: list[Memory], count: int) -> None:
    """The load of several memories is the sum of theirs; what is overdue weighs on today."""
    named = {str(at): memory for at, memory in enumerate(held)}
    minutes = dict.fromkeys(named, 2.0)
    found = forecast(named, DAY, minutes, count)
    alone = [forecast({key: one}, DAY, minutes, count) for key, one in named.items()]

    assert found == [sum(loads) for loads in zip(*alone, strict=True)]
    assert found[0] == 2.0 * sum(one.due <= DAY for one in held)
    assert len(found) == count


def test_minutes_are_the_mean_of_the_questions() -> None:
    """What has no question has no minutes."""
    bank = {"a": [Asked("x", "a", Scale(0.1, 0.1), 2.0), Asked("y", "a", Scale(0.1, 0.1), 4.0)]}

    assert {"a": 3.0} == minutes_of(["a", "b"], bank)
