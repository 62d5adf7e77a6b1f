"""The joint belief, held against sums over all states of small graphs."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tripos.atlas import Atlas
from tripos.belief.network import _AREA_SHARES, ABILITIES, Graph, Network


def _graph(edges: list[tuple[int, int]], n: int, area: list[int] | None = None) -> Graph:
    pairs = np.array(edges, dtype=np.intp).reshape(-1, 2)
    areas = np.array(area if area is not None else range(n), dtype=np.intp)
    return Graph(tuple(map(str, range(n))), pairs[:, 0], pairs[:, 1], areas, int(areas.max()) + 1)


def _by_enumeration(net: Network, evidence: np.ndarray) -> np.ndarray:
    """Marginals by summing over every ability, area ability and state."""
    graph, n = net.graph, len(net.graph.keys)
    edges = [np.flatnonzero(graph.child == at) for at in range(n)]
    total, held = 0.0, np.zeros(n)
    for t in range(len(ABILITIES)):
        for area in itertools.product(range(len(_AREA_SHARES)), repeat=graph.areas):
            share = net.shares[t] * np.prod([_AREA_SHARES[s] for s in area])
            for states in itertools.product((0, 1), repeat=n):
                weight = share
                for at in range(n):
                    left = [net.leak[e] for e in edges[at] if not states[graph.parent[e]]]
                    p = net.chance[t, area[graph.area[at]], at] * np.prod(left)
                    weight *= p if states[at] else 1 - p
                    weight *= np.exp(evidence[at]) if states[at] else 1.0
                total += weight
                held += weight * np.array(states)
    return held / total


_PRIORS = st.lists(st.floats(0.1, 0.8), min_size=4, max_size=4)
_EVIDENCE = st.lists(st.floats(-3, 3), min_size=4, max_size=4)


@given(_PRIORS, _EVIDENCE, st.sampled_from([[(0, 1), (1, 2), (1, 3)], [(0, 1), (2, 1), (1, 3)],
                                            [(0, 2), (1, 2)], []]))  # fmt: skip
@settings(max_examples=25, deadline=None)
def test_it_is_exact_without_cycles(prior, evidence, edges) -> None:
    """On trees and forests the marginals are those of the sum over all states."""
    net = Network(_graph(edges, 4), np.array(prior))

    found, _ = net.posterior(np.array(evidence))

    assert _by_enumeration(net, np.array(evidence)) == pytest.approx(found, abs=3e-3)


@given(_PRIORS, _EVIDENCE)
@settings(max_examples=15, deadline=None)
def test_it_is_close_with_cycles(prior, evidence) -> None:
    """With shared areas and a diamond of requirements it stays within a few hundredths, for
    priors as claims give them: what is required is at least nearly as likely."""
    edges = [(0, 1), (0, 2), (1, 3), (2, 3)]
    for before, after in reversed(edges):
        prior[before] = max(prior[before], 0.9 * prior[after])
    net = Network(_graph(edges, 4, [0, 0, 1, 1]), np.array(prior))

    found, _ = net.posterior(np.array(evidence))

    assert _by_enumeration(net, np.array(evidence)) == pytest.approx(found, abs=0.08)


def test_the_prior_comes_out_where_it_can() -> None:
    """Without answers the belief is the prior, if the requirements allow it."""
    prior = np.array([0.8, 0.5, 0.3])
    net = Network(_graph([(0, 1), (1, 2)], 3), prior)

    found, _ = net.posterior(np.zeros(3))

    assert prior == pytest.approx(found, abs=0.06)


def test_a_right_answer_raises_what_it_rests_on(atlas: Atlas) -> None:
    """Evidence flows down to requirements, and a little to everything."""
    graph = Graph.of(atlas)
    at = graph.keys.index("gradient-boosting")
    below = [graph.keys.index(key) for key in atlas.ancestors["gradient-boosting"]]
    net = Network(graph, np.full(len(graph.keys), 0.4))
    before, _ = net.posterior(np.zeros(len(graph.keys)))
    evidence = np.zeros(len(graph.keys))
    evidence[at] = 3.0

    after, _ = net.posterior(evidence)

    assert after[at] > before[at] + 0.2
    assert after[below].mean() > before[below].mean() + 0.1
    assert after.mean() > before.mean()


def test_a_wrong_edge_can_be_recovered_from(atlas: Atlas) -> None:
    """Who fails a requirement and passes what needs it is believed on both counts."""
    graph = Graph.of(atlas)
    high = graph.keys.index("gradient-boosting")
    low = graph.keys.index(next(iter(atlas["gradient-boosting"].requires)))
    net = Network(graph, np.full(len(graph.keys), 0.4))
    evidence = np.zeros(len(graph.keys))
    evidence[high], evidence[low] = 5.0, -7.0

    found, _ = net.posterior(evidence)

    assert found[high] > 0.5
    assert found[low] < 0.5
