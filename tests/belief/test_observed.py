"""What questions, labs and projects make of the belief: they outweigh claims, spread and fade."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.atlas.strategies import UNHURRIED, atlas_of
from tripos.atlas import Atlas
from tripos.belief import Belief, Evidence, believe
from tripos.belief.chain import Event, log_ratio
from tripos.belief.joint import graph_of, network_of, prior_of

DAY = dt.date(2026, 3, 1)
CHAIN = {"a": "", "b": "a", "c": "b", "d": "c"}


def answered(key: str, says: float, on: dt.date = DAY, kind: str = "question") -> Evidence:
    """An observation of full weight."""
    return Evidence(key, kind, says, 1.0, "test", on)  # type: ignore[arg-type]


def claimed(key: str, says: float, on: dt.date | None = None, kind: str = "course") -> Evidence:
    """A claim of full weight."""
    return Evidence(key, kind, says, 1.0, "test", on)  # type: ignore[arg-type]


@pytest.fixture
def chain() -> Atlas:
    """a <- b <- c <- d."""
    return atlas_of(**CHAIN)


def test_it_works(chain: Atlas) -> None:
    """A right answer lifts its competency and what it rests on, and says through what."""
    before, after = believe(chain, []), believe(chain, [answered("c", 0.95)], DAY)

    assert after["c"].p > 0.3 > before["c"].p
    assert after["a"].p > before["a"].p + 0.05
    assert "c" == after["a"].implied_by


def test_a_wrong_answer_outweighs_a_certificate(chain: Atlas) -> None:
    """Attended is not known: two wrong answers make an expert's claim doubtful."""
    claim = claimed("b", 0.9)
    wrong = [answered("b", 0.08), answered("b", 0.08)]

    assert believe(chain, [claim], DAY)["b"].p > 0.7
    assert believe(chain, [claim, *wrong], DAY)["b"].p < 0.5


def test_known_by_answers_is_verified(chain: Atlas) -> None:
    """What only claims support is known, and not verified."""
    claim = claimed("b", 0.9)
    found = believe(chain, [claim], DAY)

    assert "b" in found.known
    assert not found["b"].verified
    assert believe(chain, [claim, answered("b", 0.95)], DAY)["b"].verified


def test_claims_alone_are_what_the_joint_distribution_starts_from(atlas: Atlas) -> None:
    """An answer that says nothing changes nothing, on the whole atlas."""
    rows = [claimed(key, 0.85) for key in list(atlas)[::9]]
    claims, same = believe(atlas, rows), believe(atlas, [*rows, answered("backpropagation", 0.5)])

    moved = {key: abs(same[key].p - claims[key].p) for key in atlas}
    assert max(moved.values()) < 0.13
    assert sum(moved.values()) / len(moved) < 0.02


def test_a_course_after_a_wrong_answer_counts(chain: Atlas) -> None:
    """A wrong answer before the course was finished says little about afterwards."""
    course = claimed("b", 0.88, DAY, "plan")
    early = answered("b", 0.08, DAY - dt.timedelta(days=60))
    late = answered("b", 0.08, DAY + dt.timedelta(days=1))
    today = DAY + dt.timedelta(days=2)

    assert believe(chain, [early, course], today)["b"].p > 0.6
    assert believe(chain, [late, course], today)["b"].p < 0.5


@given(st.floats(0.55, 0.99), st.integers(0, 3000), st.integers(1, 2000))
def test_success_fades(says: float, days: int, more: int) -> None:
    """The longer a success is ago, the less it says; it never speaks against."""
    event = [Event(DAY, says, 1.0)]
    sooner = log_ratio(event, DAY + dt.timedelta(days=days), 180)
    later = log_ratio(event, DAY + dt.timedelta(days=days + more), 180)

    assert 0 <= later <= sooner


@pytest.mark.parametrize("says", [0.01, 0.99])
def test_no_number_of_answers_is_too_many(says: float) -> None:
    """A hundred answers on one day are as clear as can be, and no more."""
    found = log_ratio([Event(DAY, says, 1.0)] * 100, DAY, 180)

    assert abs(found) < 20
    assert (says > 0.5) == (found > 0)


def test_spaced_success_lasts_longer() -> None:
    """Two successes a month apart are worth more after a year than two on one day."""
    month, year = DAY + dt.timedelta(days=30), DAY + dt.timedelta(days=395)
    one_day = log_ratio([Event(DAY, 0.95, 1), Event(DAY, 0.95, 1)], year, 180)
    spaced = log_ratio([Event(DAY, 0.95, 1), Event(month, 0.95, 1)], year, 180)

    assert spaced > one_day


@UNHURRIED
@given(
    st.sampled_from("abcd"), st.floats(0.51, 0.99),
    st.lists(st.builds(answered, st.sampled_from("abcd"), st.floats(0.05, 0.95)), max_size=5),
)  # fmt: skip
def test_success_lowers_nothing(key: str, says: float, rows: list[Evidence]) -> None:
    """One more success lowers no probability by more than inference rounds."""
    atlas = atlas_of(**CHAIN)
    before, after = believe(atlas, rows, DAY), believe(atlas, [*rows, answered(key, says)], DAY)

    assert all(after[one].p >= before[one].p - 0.02 for one in atlas)


def test_a_wrong_edge_can_be_overcome(chain: Atlas) -> None:
    """Who keeps answering the harder thing rightly is believed, though its requirement failed."""
    rows = [answered("b", 0.06)] * 2 + [answered("c", 0.95)] * 4

    found = believe(chain, rows, DAY)

    assert found["c"].p > 0.8
    assert found["b"].p < 0.6


def test_the_same_evidence_gives_the_same_belief(atlas: Atlas) -> None:
    """Whatever was computed in between."""
    rows = [answered(key, 0.9) for key in list(atlas)[::40]]

    def p() -> dict[str, float]:
        belief: Belief = believe(atlas, rows, DAY)
        return {key: one.p for key, one in belief.items()}

    first = p()
    network_of(graph_of(atlas), prior_of(graph_of(atlas), first)).posterior(
        prior_of(graph_of(atlas), first)
    )
    assert first == p()


def test_silence_is_ignorance_only_until_enough_was_observed(atlas: Atlas) -> None:
    """Sixteen answers to hard things speak for basics that were never claimed."""
    hard = [key for key in atlas if len(atlas.ancestors[key]) > 40][:16]
    silent = [key for key in atlas if not atlas.ancestors[key] and key not in hard]

    few = believe(atlas, [answered(key, 0.5) for key in hard[:3]], DAY)
    many = believe(atlas, [answered(key, 0.5) for key in hard], DAY)

    assert all(few[key].p < 0.2 for key in silent)
    assert all(many[key].p > 0.4 for key in silent)


def test_a_belief_can_start_from_an_ordinary_learner(atlas: Atlas) -> None:
    """Asked for, it holds without any observation: basics are likelier than what rests on much."""
    found = believe(atlas, [], ordinary=1.0)
    depth = sorted(atlas, key=lambda key: len(atlas.ancestors[key]))

    assert found[depth[0]].p > 0.45
    assert found[depth[-1]].p < 0.15
