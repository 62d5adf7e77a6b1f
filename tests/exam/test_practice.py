"""Practice: interleaved, at a fitting difficulty, mastered by spaced success."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.atlas.strategies import UNHURRIED, atlas_of, atlases
from tripos.atlas import Atlas
from tripos.belief import KNOWN
from tripos.exam.offer import Asked, Past, by_competency, rng_of
from tripos.exam.practice import frontier, next_practice, progress_of
from tripos.exam.scale import Scale

PLAIN = Scale(0.1, 0.1)
MASTERED = ((True, 1), (True, 1), (True, 2))


def answers(key: str, *given: tuple[bool | None, int]) -> list[Past]:
    """Answers about one competency, (right, day) each, every one to another variant."""
    return [Past(f"{key}-q", seed, key, right, day) for seed, (right, day) in enumerate(given)]


def bank_of(keys: str, count: int = 2) -> Mapping[str, list[Asked]]:
    """`count` questions on each."""
    return by_competency([Asked(f"{key}-{n}", key, PLAIN) for key in keys for n in range(count)])


def practised(
    keys: str, questions: int, seed: int = 1, *, count: int = 2, past: Sequence[Past] = ()
) -> list[Past]:
    """What is asked on `keys` in a row, with every answer right."""
    found, bank, p = list(past), bank_of(keys, count), dict.fromkeys(keys, 0.5)
    for number in range(questions):
        one = next_practice(p, tuple(keys), bank, found, rng_of(seed, number))
        assert one is not None
        found.append(Past(one.id, number, one.competency, True))
    return found[len(past) :]


def test_it_works() -> None:
    """Topics alternate: none is asked about again before the others were."""
    topics = [one.competency for one in practised("abc", 12)]

    assert all({"a", "b", "c"} == set(topics[at : at + 3]) for at in range(10))


@given(st.integers(2, 7), st.integers(0, 1000))
def test_neighbours_differ(count: int, seed: int) -> None:
    """Of two topics or more, none is asked about twice in a row, and none is forgotten."""
    keys = "abcdefg"[:count]
    topics = [one.competency for one in practised(keys, 2 * count, seed)]

    assert all(one != other for one, other in zip(topics, topics[1:], strict=False))
    assert set(keys) == set(topics[:count]) == set(topics[count:])


def test_one_topic_alone_goes_on() -> None:
    """A single topic is asked about again and again, by turns with each of its questions."""
    ids = [one.id for one in practised("a", 6, count=3)]

    assert all(3 == len(set(ids[at : at + 3])) for at in (0, 3))


def test_it_repeats_exactly() -> None:
    """The same seed and answers give the same questions, also after an interruption."""
    whole = practised("abcd", 8, 3)

    assert whole == practised("abcd", 8, 3)
    assert whole != practised("abcd", 8, 4)


@pytest.mark.parametrize(("p", "fitting"), [(0.05, "easy"), (0.95, "hard")])
def test_the_difficulty_fits(p: float, fitting: str) -> None:
    """The question with a chance of success near three quarters is taken."""
    bank = by_competency([
        Asked("hard", "a", Scale(0.25, 0.05)), Asked("easy", "a", Scale(0.02, 0.6)),
    ])  # fmt: skip
    found = next_practice({"a": p}, ["a"], bank, [], rng_of(1, 1))

    assert found is not None
    assert fitting == found.id


def test_a_new_question_comes_before_a_fitting_one() -> None:
    """What was seen least is taken first."""
    bank = by_competency([
        Asked("hard", "a", Scale(0.25, 0.05)), Asked("easy", "a", Scale(0.02, 0.6)),
    ])  # fmt: skip
    found = next_practice({"a": 0.05}, ["a"], bank, [Past("easy", 1, "a", True)], rng_of(1, 1))

    assert found is not None
    assert "hard" == found.id


def test_without_questions_there_is_none() -> None:
    """Topics that the bank does not know are passed over."""
    assert next_practice({"a": 0.5}, ["a"], {}, [], rng_of(1, 1)) is None
    found = next_practice({"a": 0.5, "b": 0.5}, ["a", "b"], bank_of("b"), [], rng_of(1, 1))
    assert found is not None
    assert "b" == found.competency


@pytest.mark.parametrize(
    ("given", "mastered"),
    [(MASTERED, True), (((True, 1),) * 5, False), (((True, 1), (True, 2)), False),
     ((*MASTERED, (False, 3)), False), ((*MASTERED, (None, 3)), False),
     ((*MASTERED, (False, 3), (True, 3)), True), ((), False)],
)  # fmt: skip
def test_mastery_is_repeated_and_spaced(
    given: tuple[tuple[bool | None, int], ...], mastered: bool
) -> None:
    """Three right answers on two days master a topic, unless the last one was not right."""
    assert mastered == progress_of(answers("a", *given), "a").mastered


def test_the_same_variant_counts_once() -> None:
    """Remembering one answer is no mastery; other topics count nothing."""
    same = [Past("q", 7, "a", True, day) for day in range(5)]
    found = progress_of([*same, *answers("b", *MASTERED)], "a")

    assert (1, 5, False) == (found.right, found.days, found.mastered)


@pytest.fixture
def chain() -> Atlas:
    """a <- b <- c, and d alone."""
    return atlas_of(a="", b="a", c="b", d="")


@pytest.mark.parametrize(
    ("known", "wanted", "found"),
    [("", "a", "a"), ("a", "b", "b"), ("a", "bc", "b"), ("", "c", "a"), ("a", "c", "b"),
     ("ab", "c", "c"), ("a", "cd", "d"), ("abcd", "abcd", "abcd")],
)  # fmt: skip
def test_the_frontier(chain: Atlas, known: str, wanted: str, found: str) -> None:
    """What rests on known things only; what is missing below comes first if nothing else can."""
    p = {key: 0.9 if key in known else 0.2 for key in chain}

    assert sorted(found) == sorted(frontier(chain, p, wanted, []))


def test_what_is_mastered_is_left_alone(chain: Atlas) -> None:
    """Practice goes on to what is not mastered yet, and ends with it."""
    p = {"a": 0.9, "b": 0.9, "c": 0.9, "d": 0.2}

    assert ("b",) == frontier(chain, p, "ab", answers("a", *MASTERED))
    assert () == frontier(chain, p, "a", answers("a", *MASTERED))


def test_a_dozen_at_most() -> None:
    """Not everything is practised at once."""
    wide = atlas_of(**{f"c{n}": "" for n in range(30)})

    assert 12 == len(frontier(wide, dict.fromkeys(wide, 0.2), list(wide), []))


@UNHURRIED
@given(atlases(), st.data())
def test_there_is_always_something_to_practise(atlas: Atlas, data: st.DataObject) -> None:
    """On any map, what is to be practised is needed, rests on what is known, and is not nothing."""
    p = {key: data.draw(st.sampled_from([0.1, KNOWN, 0.95])) for key in atlas}
    wanted = data.draw(st.sets(st.sampled_from(sorted(atlas)), min_size=1))
    found = frontier(atlas, p, wanted, [])

    assert found
    assert set(found) <= set(atlas.closure(wanted))
    assert all(p[before] >= KNOWN for key in found for before in atlas[key].requires)
