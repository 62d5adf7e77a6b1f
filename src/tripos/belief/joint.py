"""Marginals of the joint distribution for one person's claims and observations."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from functools import lru_cache

import numpy as np

from tripos.atlas import Atlas
from tripos.belief.network import Graph, Network
from tripos.belief.parameters import Parameters, current
from tripos.chance import Floats
from tripos.same import Same

_LEAST, _MOST = 0.02, 0.98


def marginals(
    atlas: Atlas, prior: Mapping[str, float], ratios: Mapping[str, float]
) -> dict[str, float]:
    """The probability of mastery of each competency; `ratios` are log likelihood ratios."""
    graph = graph_of(atlas)
    evidence = np.array([ratios.get(key, 0.0) for key in graph.keys])
    found, _ = network_of(graph, prior_of(graph, prior)).posterior(evidence)
    return dict(zip(graph.keys, map(float, found), strict=True))


def prior_of(graph: Graph, belief: Mapping[str, float]) -> Floats:
    """Probabilities before any answer, in the order of the graph; bounded away from certainty."""
    found = np.array([belief[key] for key in graph.keys], dtype=float)
    return np.asarray(np.clip(found, _LEAST, _MOST))


def graph_of(atlas: Atlas) -> Graph:
    """The graph of the atlas in numbers; computed once."""
    return _graph(Same(atlas))


@lru_cache(maxsize=4)
def _graph(atlas: Same[Atlas]) -> Graph:
    return Graph.of(atlas.it)


def network_of(graph: Graph, prior: Floats) -> Network:
    """A network with this prior that was told nothing yet.

    Setting its constants takes a tenth of a second, so that the same prior again costs nothing.
    Each caller gets a copy, as a network keeps its last messages.
    """
    return copy(_network(Same(graph), prior.round(4).tobytes(), Same(current())))


@lru_cache(maxsize=64)
def _network(graph: Same[Graph], prior: bytes, parameters: Same[Parameters]) -> Network:
    return Network(graph.it, np.frombuffer(prior).copy(), parameters.it)
