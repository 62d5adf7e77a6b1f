"""Mock examinations: papers that fit their time, and their reports."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.atlas.strategies import competency
from tripos.atlas import Area, Atlas
from tripos.catalog import Catalog
from tripos.errors import TriposError, UnknownIdError
from tripos.exam.offer import Asked, by_competency, offer, rng_of
from tripos.exam.paper import (
    LEAST_MINUTES,
    MOST_MINUTES,
    PASS,
    program_syllabus,
    result_of,
    set_paper,
    stage_syllabus,
)
from tripos.exam.scale import Scale

KEYS = "abcde"


def bank_of(counts: dict[str, int], minutes: float = 2.0) -> dict[str, list[Asked]]:
    """So many questions on each."""
    return {
        key: [Asked(f"{key}-{n}", key, Scale(0.1, 0.1), minutes) for n in range(count)]
        for key, count in counts.items()
    }


def test_it_works() -> None:
    """A paper of an hour over five topics asks about each, in the order of the syllabus."""
    paper = set_paper(KEYS, bank_of(dict.fromkeys(KEYS, 9)), 60, rng_of(1, 0))
    topics = [one.competency for one in paper]

    assert sorted(topics) == topics
    assert 54 == sum(one.minutes for one in paper)
    assert {5, 6} == set(Counter(topics).values())


@given(
    st.dictionaries(st.sampled_from(KEYS), st.integers(1, 6), min_size=1),
    st.floats(LEAST_MINUTES, MOST_MINUTES), st.floats(0.5, 6), st.integers(0, 99),
)  # fmt: skip
def test_a_paper_is_fair(
    counts: dict[str, int], minutes: float, each: float, seed: int
) -> None:  # fmt: skip
    """The time is never exceeded, no question comes twice, no topic twice before all came once."""
    bank = bank_of(counts, each)
    paper = set_paper(KEYS, bank, minutes, rng_of(seed, 0))
    times = Counter(one.competency for one in paper)

    assert 0 < sum(one.minutes for one in paper) <= minutes
    assert len({one.id for one in paper}) == len(paper)
    most = max(times.values())
    assert all(times[key] >= min(most - 1, count) for key, count in counts.items())
    assert paper == set_paper(KEYS, bank, minutes, rng_of(seed, 0))


def test_seeds_give_other_papers() -> None:
    """Which questions are taken is drawn."""
    bank = bank_of(dict.fromkeys(KEYS, 9))

    assert set_paper(KEYS, bank, 10, rng_of(1, 0)) != set_paper(KEYS, bank, 10, rng_of(2, 0))


@pytest.mark.parametrize("stage", [1, 2, 3, 4])
def test_every_stage_can_be_examined(atlas: Atlas, stage: int) -> None:
    """The bank has questions on the core of each taught stage, and they fit the shortest paper."""
    syllabus = stage_syllabus(atlas, stage)

    assert f"Stage {stage}" in syllabus.title
    assert all(atlas[key].core and atlas[key].stage == stage for key in syllabus.topics)
    assert set_paper(syllabus.topics, by_competency(offer()), LEAST_MINUTES, rng_of(1, 0))


def test_every_admission_list_can_be_examined(atlas: Atlas, catalog: Catalog) -> None:
    """Each program that publishes a list can be practised for; topics come once."""
    bank = by_competency(offer())
    lists = [key for key, one in catalog.programs.items() if one.admission_requires]

    assert len(lists) > 10
    for key in lists:
        topics = program_syllabus(atlas, catalog, key).topics
        assert len(set(topics)) == len(topics)
        assert set_paper(topics, bank, 60, rng_of(1, 0))


def test_what_does_not_exist_is_told(atlas: Atlas, catalog: Catalog) -> None:
    """An unknown stage or program, and one without a list, get one sentence."""
    silent = next(key for key, one in catalog.programs.items() if not one.admission_requires)

    with pytest.raises(TriposError, match="there is no stage 9: choose from 1, 2"):
        stage_syllabus(atlas, 9)
    with pytest.raises(UnknownIdError, match="did you mean umich-mads"):
        program_syllabus(atlas, catalog, "umich-mad")
    with pytest.raises(TriposError, match="publishes no list"):
        program_syllabus(atlas, catalog, silent)


@pytest.mark.parametrize("minutes", [0, 9.9, 241, float("nan"), float("inf")])
def test_the_time_has_bounds(minutes: float) -> None:
    """A paper lasts ten minutes to four hours."""
    with pytest.raises(TriposError, match="a paper lasts 10 to 240 minutes"):
        set_paper("a", bank_of({"a": 3}), minutes, rng_of(1, 0))


def test_without_questions_there_is_no_paper() -> None:
    """Topics that the bank does not know cannot be examined."""
    with pytest.raises(TriposError, match="no question on these topics"):
        set_paper("ab", bank_of({"c": 3}), 60, rng_of(1, 0))


@given(st.lists(st.tuples(st.sampled_from(KEYS), st.booleans()), max_size=30))
def test_the_report_adds_up(marks: list[tuple[str, bool]]) -> None:
    """Marks by area sum to the whole; weak is what was not all right."""
    areas = [Area("one", "One", 1), Area("two", "Two", 2)]
    atlas = Atlas([competency(key, area="one" if key < "c" else "two") for key in KEYS], areas)
    found = result_of(atlas, marks)

    assert (found.right, found.all) == (sum(right for _, right in marks), len(marks))
    assert found.right == sum(one.right for one in found.areas)
    assert found.all == sum(one.all for one in found.areas)
    assert set(found.weak) == {key for key, right in marks if not right}
    assert 0 <= found.share <= 1
    assert found.passed == (found.share >= PASS)


def test_an_empty_paper_is_not_passed(atlas: Atlas) -> None:
    """Nothing answered, nothing passed."""
    found = result_of(atlas, [])

    assert (0.0, False) == (found.share, found.passed)
