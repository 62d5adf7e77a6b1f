"""The adaptive diagnostic."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tripos.atlas import Atlas
from tripos.belief.network import Graph
from tripos.exam.diagnostic import ENOUGH, MOST_QUESTIONS, Asked, Diagnostic, Given, information


@pytest.fixture(scope="module")
def graph(atlas: Atlas) -> Graph:
    """The atlas in numbers."""
    return Graph.of(atlas)


def _diagnostic(graph: Graph, keys=None) -> Diagnostic:
    prior = np.linspace(0.8, 0.2, len(graph.keys))
    bank = [Asked(key, key, 0.1) for key in graph.keys]
    return Diagnostic(graph, prior, keys or graph.keys, bank)


def _run(diagnostic: Diagnostic, known: set[str], seed: int, most: int = MOST_QUESTIONS):
    rng = np.random.default_rng(seed)
    given: list[Given] = []
    while len(given) < most:
        chosen = diagnostic.next_question(given, rng)
        if chosen is None:
            break
        right = bool(rng.random() < (0.93 if chosen.competency in known else 0.1))
        given.append(Given(chosen.id, 0, chosen.competency, right, chosen.guess))
    return given


def test_it_works(graph: Graph, atlas: Atlas) -> None:
    """After forty questions the map of somebody who knows the foundations is told right."""
    foundations = ("linear-algebra", "calculus-optimisation", "probability", "statistics",
                   "programming-data")  # fmt: skip
    known = {key for key in atlas if atlas[key].area in foundations}
    diagnostic = _diagnostic(graph)
    given = _run(diagnostic, known, 1, 40)

    held = diagnostic.standing(given).marginals

    right = np.mean([(held[key] > 0.5) == (key in known) for key in atlas])
    assert right > 0.9


def test_it_explores(graph: Graph, atlas: Atlas) -> None:
    """A dozen questions speak of many areas, none of them twice of the same thing."""
    given = _run(_diagnostic(graph), set(), 2, 12)

    assert len({atlas[one.competency].area for one in given}) >= 6
    assert len({one.competency for one in given}) == len(given)


def test_it_repeats_exactly(graph: Graph) -> None:
    """The same seed and answers give the same questions, also after an interruption."""
    whole = _run(_diagnostic(graph), set(), 3, 8)
    first = _run(_diagnostic(graph), set(), 3, 4)

    assert whole[:4] == first
    assert whole == _run(_diagnostic(graph), set(), 3, 8)


def test_it_stops(graph: Graph) -> None:
    """It ends when enough is expected to be right, and never asks without end."""
    few = graph.keys[:6]
    diagnostic = _diagnostic(graph, few)
    given = _run(diagnostic, set(few), 4)

    assert len(given) < MOST_QUESTIONS
    assert diagnostic.standing(given).accuracy >= ENOUGH or len(given) > 3


def test_not_knowing_says_less_than_being_wrong_costs() -> None:
    """I don't know lowers belief, and a right answer says more the harder it is to guess."""
    one = Given("q", 0, "c", None, 0.25)
    wrong, right = Given("q", 0, "c", False, 0.25), Given("q", 0, "c", True, 0.25)
    hard = Given("q", 0, "c", True, 0.03)

    assert one.evidence < 0
    assert wrong.evidence < 0 < right.evidence < hard.evidence


@given(st.floats(0.01, 0.99), st.floats(0.02, 0.5))
def test_information_is_a_share_of_a_bit(p: float, guess: float) -> None:
    """An answer tells something, and less than what is unknown."""
    bits = information(p, guess)

    assert -1e-9 <= bits <= 1
    assert bits <= information(0.5, 0.0, 0.0) + 1e-9
