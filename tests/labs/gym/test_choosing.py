"""Which case comes: the same for the same seed, and one that fits who is known."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tripos.errors import TriposError
from tripos.labs.gym import all_families
from tripos.labs.gym.case import Case, read_mark
from tripos.labs.gym.case import mark_of as mark
from tripos.labs.gym.choosing import choose


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**31 - 1))
def test_a_seed_gives_one_case(seed: int) -> None:
    """To everybody; its folder names it without telling its family."""
    family, number = choose(None, None, seed, None, 0)
    again, _ = choose(None, None, seed, None, 99)

    assert (family.id, seed) == (again.id, number)
    case = Case(family, number, 2)
    assert case == read_mark(mark(case))
    assert family.id not in mark(case)


def test_weeks_differ() -> None:
    """A week is a seed."""
    seeds = {choose(None, None, None, f"2026-W{week:02}", 0)[1] for week in range(1, 53)}
    assert 52 == len(seeds)


def test_the_level_follows_what_is_known() -> None:
    """Who knows much gets harder cases than who knows little."""
    keys = {key for family in all_families().values() for key in family.card.competencies}
    levels = {}
    for p in (0.5, 0.9):
        known = dict.fromkeys(keys, p)
        chosen = [choose(None, None, None, None, fresh, known, {})[0] for fresh in range(200)]
        levels[p] = sum(family.card.level for family in chosen) / len(chosen)

    assert levels[0.9] > levels[0.5]


def test_what_was_met_comes_less_often() -> None:
    """But it comes again."""
    keys = {key for family in all_families().values() for key in family.card.competencies}
    known = dict.fromkeys(keys, 0.6)
    first = Counter(choose(None, None, None, None, n, known, {})[0].id for n in range(400))
    often = first.most_common(1)[0][0]

    later = Counter(choose(None, None, None, None, n, known, {often: 2})[0].id for n in range(400))

    assert later[often] < 0.5 * first[often]


@pytest.mark.parametrize(("level", "week"), [(9, None), (None, "2026-48"), (None, "soon")])
def test_mistakes(level: int | None, week: str | None) -> None:
    """One sentence."""
    with pytest.raises(TriposError):
        choose(None, level, None, week, 1)


def test_shares() -> None:
    """One in five cases is sound; some of the others carry two faults where a family has two."""
    for family in list(all_families().values())[:6]:
        given = Counter(Case(family, seed).given for seed in range(600))
        assert 0.15 < given["healthy"] / 600 < 0.25
        assert (given["both"] > 60) == bool(family.card.second)


def test_a_diagnosis_is_kept_in_one_form() -> None:
    """Two codes in the order of the alphabet; more than two, or an unknown one, are refused."""
    case = Case(next(iter(all_families().values())), 1)
    one, two, three, *_ = sorted(case.causes)

    assert f"{one}+{two}" == case.diagnosis(f"{two} + {one}")
    for wrong in (f"{one}+{two}+{three}", "bad luck", ""):
        with pytest.raises(TriposError):
            case.diagnosis(wrong)
