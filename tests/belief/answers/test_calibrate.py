"""Parameters from logs: held against sums over all states, and against what was simulated."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.belief.answers.simulated import (
    DAY,
    known_parameters,
    simulate,
    small_graph,
    write_csv,
)
from tripos.belief.calibrate import Estimate, calibrate
from tripos.belief.calibrate.cells import SHARES, Cells, State, first_chance, infer
from tripos.belief.calibrate.parts import ROW
from tripos.belief.network import _AREA_SHARES
from tripos.belief.parameters import Parameters, shipped
from tripos.errors import TriposError


def _work(folder: Path) -> Path:
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def known() -> Parameters:
    """What is simulated: unlike what is shipped."""
    rng = np.random.default_rng(1)
    hard = {f"q{at}-{number}": float(rng.normal(0, 0.7)) for at in range(12) for number in range(3)}
    old = shipped()
    return known_parameters(
        old, slip={**old.slip, "choice": 0.12, "number": 0.05, "expression": 0.2},
        guess={**old.guess, "choice": 0.35, "number": 0.1, "expression": 0.05},
        idle={"mastered": 0.03, "missing": 0.4}, leak=0.12, half_life_days=60, difficulty=hard,
    )  # fmt: skip


@pytest.fixture(scope="module")
def rows(known: Parameters) -> list[list[str | int]]:
    """The log of 1,000 learners."""
    return simulate(small_graph(), known, 1000, np.random.default_rng(2))


@pytest.fixture(scope="module")
def found(rows, tmp_path_factory: pytest.TempPathFactory) -> Estimate:
    """What is estimated from them, from the shipped parameters on."""
    folder = tmp_path_factory.mktemp("calibrate")
    log = write_csv(folder / "log.csv", rows)
    return calibrate(log, _work(folder / "work"), small_graph(), shipped(), {})


def test_it_recovers_what_was_simulated(known: Parameters, found: Estimate) -> None:
    """Chances within 0.04, leak within 0.08, half-life within a quarter."""
    got = found.parameters

    assert 72_000 == found.answers
    for kind in ("choice", "number", "expression"):
        assert known.slip[kind] == pytest.approx(got.slip[kind], abs=0.03)
        assert known.guess[kind] == pytest.approx(got.guess[kind], abs=0.04)
    assert known.idle.mastered == pytest.approx(got.idle.mastered, abs=0.02)
    assert known.idle.missing == pytest.approx(got.idle.missing, abs=0.03)
    assert known.leak == pytest.approx(got.leak, abs=0.08)
    assert known.half_life_days == pytest.approx(got.half_life_days, rel=0.25)


def test_it_recovers_difficulties(known: Parameters, found: Estimate) -> None:
    """Of questions with hundreds of answers, to a third of a logit."""
    off = [known.difficulty[key] - value for key, value in found.parameters.difficulty.items()]

    assert 36 == len(off)
    assert np.sqrt(np.mean(np.square(off))) < 0.33


def test_figures_stand_beside_the_former_ones(found: Estimate) -> None:
    """With how many answers or pairs speak of them; what the log lacks stays."""
    figures = {one.name: one for one in found.figures}

    assert shipped().leak == figures["leak"].before
    assert 8000 == figures["leak"].told_by
    assert 12_000 == figures["half_life_days"].told_by
    assert "slip.matrix" not in figures
    assert shipped().slip["matrix"] == found.parameters.slip["matrix"]


def test_the_order_of_rows_does_not_matter(rows, tmp_path: Path) -> None:
    """A log need not be sorted."""
    some = rows[: 72 * 60]
    mixed = [some[at] for at in np.random.default_rng(0).permutation(len(some))]
    straight, shuffled = (
        calibrate(write_csv(tmp_path / f"{name}.csv", log), _work(tmp_path / name), small_graph(),
                  shipped(), {})
        for name, log in (("straight", some), ("mixed", mixed))
    )  # fmt: skip

    for one, other in zip(straight.figures, shuffled.figures, strict=False):
        if one.name.startswith(("slip", "guess", "leak", "half")):
            assert one.after == pytest.approx(other.after, rel=1e-3)


def test_an_interrupted_run_ends_where_a_whole_one_does(rows, tmp_path: Path) -> None:
    """Whenever it was stopped, while reading or between rounds."""
    log = write_csv(tmp_path / "log.csv", rows[: 72 * 60])
    whole = calibrate(log, _work(tmp_path / "whole"), small_graph(), shipped(), {})
    work = _work(tmp_path / "work")
    for word in ("rows read", "round 2,"):

        def stop(told: str, word: str = word) -> None:
            if word in told:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            calibrate(log, work, small_graph(), shipped(), {}, stop)

    resumed = calibrate(log, work, small_graph(), shipped(), {})

    assert whole == resumed


def test_another_log_cannot_be_gone_on_with(rows, tmp_path: Path) -> None:
    """It is told."""
    work = _work(tmp_path / "work")
    calibrate(write_csv(tmp_path / "a.csv", rows[:72]), work, small_graph(), shipped(), {})

    with pytest.raises(TriposError, match="begun with another log"):
        calibrate(write_csv(tmp_path / "b.csv", rows[:144]), work, small_graph(), shipped(), {})


def test_little_data_changes_little(rows, tmp_path: Path) -> None:
    """Ten answers leave the shipped figures nearly where they were."""
    log = write_csv(tmp_path / "log.csv", rows[:10])
    found = calibrate(log, _work(tmp_path / "work"), small_graph(), shipped(), {})

    assert shipped().leak == found.parameters.leak
    assert shipped().half_life_days == found.parameters.half_life_days
    assert {} == found.parameters.difficulty
    for kind in ("choice", "number", "expression"):
        assert shipped().slip[kind] == pytest.approx(found.parameters.slip[kind], abs=0.05)


_MARKS = st.lists(st.sampled_from([1, 0, -1]), min_size=4, max_size=4)


@given(_MARKS, st.floats(0.05, 0.3), st.floats(0.05, 0.4))
@settings(max_examples=30, deadline=None)
def test_expected_mastery_is_exact(marks, slip: float, guess: float) -> None:
    """It is that of the sum over abilities, area abilities and states."""
    area = np.array([0, 0, 1])
    table = np.zeros(4, ROW)
    table["competency"], table["right"] = [0, 1, 2, 2], marks
    table["at"] = [0, 0, 0, 10]
    state = State(
        np.log([slip / (1 - slip)]), np.log([guess / (1 - guess)]), np.array([0.4]),
        np.array([0.5, 0.1]), first_chance(1.2, 1.0, 6),
    )  # fmt: skip
    cells = Cells.of(table)

    found = infer(cells, area, state).mastered.sum(axis=(1, 2))

    assert _by_enumeration(marks, area, state) == pytest.approx(found, abs=1e-9)


def _by_enumeration(marks, area: np.ndarray, state: State) -> np.ndarray:
    slip = 1 / (1 + np.exp(-(state.slip[0] + 0.2)))
    guess = 1 / (1 + np.exp(-(state.guess[0] - 0.2)))

    def chance(mark: int, has: int) -> float:
        if mark == -1:
            return float(state.idle[has])
        right = 1 - slip if has else guess
        return float((1 - state.idle[has]) * (right if mark else 1 - right))

    total, mastered = 0.0, np.zeros(3)
    for t, *areas in itertools.product(range(7), range(3), range(3)):
        for states in itertools.product((0, 1), repeat=3):
            weight = SHARES[t] * _AREA_SHARES[areas[0]] * _AREA_SHARES[areas[1]]
            for at, has in enumerate(states):
                p = state.chance[at, t, areas[area[at]]]
                weight *= p if has else 1 - p
            for at, mark in zip((0, 1, 2, 2), marks, strict=True):
                weight *= chance(mark, states[at])
            total += weight
            mastered += weight * np.array(states)
    return mastered / total


def test_a_long_pause_begins_another_episode() -> None:
    """Mastery need not be what it was."""
    table = np.zeros(4, ROW)
    table["at"] = [0, DAY, 2 * DAY, 40 * DAY]

    cells = Cells.of(table)

    assert [0, 3] == cells.begins.tolist()
    assert [False, True] == cells.later.tolist()
