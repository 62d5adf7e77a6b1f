"""Joint belief about all competencies: an ability, one for each area, and soft prerequisites.

The model. A learner has a general ability t and an area ability b for each area, both normal. A
competency is mastered with probability

    p(t, b) = sigmoid(slope t + b + c) * leak ^ (number of hard requirements that are missing),

so that a missing requirement makes mastery unlikely, never impossible: an edge of the atlas may be
wrong, and people learn in odd orders. The constants c are set so that, before any answer, each
competency has the probability that the person's claims support.

An answer multiplies the odds of its competency by P(answer | mastered) / P(answer | not mastered).
Marginals come from loopy belief propagation (Pearl 1988; Kschischang, Frey and Loeliger 2001, IEEE
Trans. Inf. Theory 47(2)) for each value of t on a grid, with closed messages for the product of
leaks, and are averaged over t by the Bethe approximation of each value's evidence (Yedidia, Freeman
and Weiss 2005, IEEE Trans. Inf. Theory 51(7)). On graphs without cycles both are exact.

Claims need not fit the requirements (somebody claims hard things that rest on less sure ones).
Where they do not, the leak of that competency is raised for this person until its prior can be
reached.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from tripos.atlas import Atlas
from tripos.belief.odds import EDGE, logit, sigmoid
from tripos.belief.parameters import Parameters, current
from tripos.chance import Floats

ABILITIES = np.linspace(-2.4, 2.4, 7)
_AREA_POINTS = np.array([-1.2247, 0.0, 1.2247])  # in standard deviations: Gauss-Hermite, three
_AREA_SHARES = np.array([1.0, 4.0, 1.0]) / 6.0
_SWEEPS, _CLOSE = 14, 0.01  # passes at most, and the change of a probability that is none
_DAMPED = 0.15  # share of the former message that is kept: some loops swing without
_SUREST = 3.0  # bound of a constant, in logits: beyond it nothing is learned from anybody
_ROUNDS, _NEAR = 4, 0.02  # of setting the constants, and what is near enough to the prior
_SOFTEST = 0.95  # bound of a leak: one that leaks all is no requirement

Ints = npt.NDArray[np.intp]


@dataclass(frozen=True)
class _Ends:
    """Where the edges of each competency begin in a list sorted by competency."""

    which: Ints
    starts: Ints
    count: int

    @classmethod
    def of(cls, sorted_: Ints, count: int) -> _Ends:
        which, starts = np.unique(sorted_, return_index=True)
        return cls(which, starts, count)


def _summed_at(sorted_: Floats, ends: _Ends) -> Floats:
    found = np.zeros((*sorted_.shape[:-1], ends.count))
    if len(ends.which):
        found[..., ends.which] = np.add.reduceat(sorted_, ends.starts, axis=-1)
    return found


@dataclass(frozen=True)
class Graph:
    """The atlas in numbers: edges from `parent` to `child`, sorted by child, and areas."""

    keys: tuple[str, ...]
    parent: Ints
    child: Ints
    area: Ints
    areas: int

    def over_children(self, of_edges: Floats) -> Floats:
        """Sums over the edges that leave each competency as their parent, (..., E) to (..., n)."""
        return _summed_at(of_edges[..., self._by_parent], self._parents)

    def over_parents(self, of_edges: Floats) -> Floats:
        """Sums over the edges that end at each competency as their child, (..., E) to (..., n)."""
        return _summed_at(of_edges, self._children)

    @cached_property
    def _by_parent(self) -> Ints:
        return np.argsort(self.parent, kind="stable")

    @cached_property
    def _parents(self) -> _Ends:
        return _Ends.of(self.parent[self._by_parent], len(self.keys))

    @cached_property
    def _children(self) -> _Ends:
        return _Ends.of(self.child, len(self.keys))

    @cached_property
    def levels(self) -> tuple[Ints, ...]:
        """The competencies by the longest way up to them: each level rests on earlier ones."""
        depth = np.zeros(len(self.keys), dtype=np.intp)
        for before, after in zip(self.parent, self.child, strict=True):  # sorted by child
            depth[after] = max(depth[after], depth[before] + 1)
        return tuple(
            np.flatnonzero(depth == level) for level in range(int(depth.max(initial=0)) + 1)
        )

    @cached_property
    def members(self) -> Floats:
        """Which competency belongs to which area, (n, areas)."""
        found = np.zeros((len(self.keys), self.areas))
        found[np.arange(len(self.keys)), self.area] = 1.0
        return found

    @classmethod
    def of(cls, atlas: Atlas) -> Graph:
        """The graph of the hard requirements."""
        keys = tuple(atlas)
        place = {key: at for at, key in enumerate(keys)}
        names = list(atlas.areas)
        pairs = [
            (place[before], at) for at, key in enumerate(keys) for before in atlas[key].requires
        ]
        edges = np.array(pairs, dtype=np.intp).reshape(-1, 2)
        area = np.array([names.index(atlas[key].area) for key in keys], dtype=np.intp)
        return cls(keys, edges[:, 0], edges[:, 1], area, len(names))


@dataclass
class _Messages:
    """What is passed along edges, kept between answers so that the next one starts near its end.

    up: (T, E) log-odds from a child's factor to a parent. own: (T, n) log-odds from a factor to
    its competency. heard: (T, S, n) from a factor to its area, summing to one over S.
    """

    up: Floats
    own: Floats
    heard: Floats


@dataclass
class Network:
    """The model for one person. `prior` holds the probabilities before any answer, shape (n,)."""

    graph: Graph
    prior: Floats
    parameters: Parameters = field(default_factory=current)
    leak: Floats = field(init=False)
    shares: Floats = field(init=False)
    constants: Floats = field(init=False)
    chance: Floats = field(init=False)
    _kept: _Messages | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        weight = np.exp(-(ABILITIES**2) / 2)
        self.shares = weight / weight.sum()
        base = (
            self.parameters.slope * ABILITIES[:, None]
            + self.parameters.area_spread * _AREA_POINTS[None, :]
        )
        wanted = logit(self.prior)
        aim = wanted
        for _ in range(_ROUNDS):
            self._fit(base, sigmoid(aim))
            self.chance = sigmoid(base[:, :, None] + self.constants)  # (T, S, n)
            found = self.posterior(np.zeros(len(self.prior)))[0]
            if np.abs(found - self.prior).max(initial=0.0) < _NEAR:
                break
            aim = aim + wanted - logit(found)

    def _fit(self, base: Floats, aim: Floats) -> None:
        """Sets constants and leaks with which each prior would be `aim`, were requirements
        independent given the ability: by bisection, level by level of the graph."""
        graph = self.graph
        n = len(graph.keys)
        reached = np.ones((len(ABILITIES), n))
        self.constants, leak = np.zeros(n), np.full(n, self.parameters.leak)
        for level in graph.levels:
            into = np.flatnonzero(np.isin(graph.child, level))
            at = self._leaks(base, reached[:, graph.parent[into]], into, level, aim, leak)
            low, high = np.full(len(level), -8.0), np.full(len(level), _SUREST)
            for _ in range(20):
                middle = (low + high) / 2
                under = self.shares @ (self._inside(base, middle) * at) < aim[level]
                low, high = np.where(under, middle, low), np.where(under, high, middle)
            self.constants[level] = (low + high) / 2
            reached[:, level] = self._inside(base, self.constants[level]) * at
        self.leak = leak[graph.child]

    def _leaks(
        self, base: Floats, g: Floats, into: Ints, level: Ints, aim: Floats, leak: Floats
    ) -> Floats:
        """Raises the leaks of a level as far as its aims need; what they leave of the chance."""

        ends = _Ends.of(self.graph.child[into], len(self.graph.keys))

        def left() -> Floats:
            held = leak[self.graph.child[into]]
            return np.asarray(np.exp(_summed_at(np.log(g + held * (1 - g)), ends))[:, level])

        most = self._inside(base, np.full(len(level), _SUREST))
        low, high = leak[level].copy(), np.full(len(level), _SOFTEST)
        short = self.shares @ (most * left()) < aim[level]
        for _ in range(12 if short.any() else 0):
            middle = np.where(short, (low + high) / 2, low)
            leak[level] = middle
            under = short & (self.shares @ (most * left()) < aim[level])
            low, high = np.where(under, middle, low), np.where(short & ~under, middle, high)
        leak[level] = np.where(short, high, low)
        return left()

    @staticmethod
    def _inside(base: Floats, constants: Floats) -> Floats:
        """The chance of mastery by ability with all requirements met, (T, len(constants))."""
        chances = sigmoid(base[:, :, None] + constants)
        return np.asarray(np.einsum("tsn,s->tn", chances, _AREA_SHARES))

    def posterior(self, evidence: Floats) -> tuple[Floats, Floats]:
        """Marginals of shape (n,) and the posterior of the ability, shape (T,).

        `evidence` holds for each competency the sum of the log likelihood ratios of its answers.
        """
        held = np.clip(evidence, -EDGE, EDGE)
        if self._kept is None:
            self._kept = self._silent()
        for _ in range(_SWEEPS):
            found = self._pass(held, self._kept)
            moved = max(
                float(np.abs(sigmoid(new) - sigmoid(old)).max(initial=0.0))
                for new, old in ((found.up, self._kept.up), (found.own, self._kept.own))
            )
            self._kept = _Messages(*(
                (1 - _DAMPED) * new + _DAMPED * old
                for new, old in zip(_parts(found), _parts(self._kept), strict=True)
            ))  # fmt: skip
            if moved < _CLOSE:
                break
        return self._summed(held, self._kept)

    def _silent(self) -> _Messages:
        """Before anything was said."""
        ability, n, points = len(ABILITIES), len(self.graph.keys), len(_AREA_POINTS)
        return _Messages(
            np.zeros((ability, len(self.graph.parent))), np.zeros((ability, n)),
            np.full((ability, points, n), 1 / points),
        )  # fmt: skip

    def _inner(self, evidence: Floats, state: _Messages) -> dict[str, Floats]:
        """All that both a pass of messages and the sums need."""
        graph = self.graph
        below = graph.over_children(state.up)  # (T, n): what children say of each
        told = _told(state.heard, graph)  # (T, S, n): what its area says to each
        p = (told * self.chance).sum(axis=1)  # (T, n)
        at = (evidence + state.own + below)[:, graph.parent] - state.up
        holds = sigmoid(at)
        g = holds + self.leak * (1 - holds)  # (T, E): what a requirement leaves of the chance
        product = np.exp(graph.over_parents(np.log(g)))
        return {"below": below, "told": told, "p": p, "g": g, "product": product,
                "own": logit(p * product)}  # fmt: skip

    def _pass(self, evidence: Floats, state: _Messages) -> _Messages:
        graph = self.graph
        inner = self._inner(evidence, state)
        m1 = sigmoid(evidence[None, :] + inner["below"])
        m0 = 1 - m1
        rest = (inner["p"] * inner["product"])[:, graph.child] / inner["g"]
        one, zero = m1[:, graph.child], m0[:, graph.child]
        holds = one * rest + zero * (1 - rest)
        fails = one * self.leak * rest + zero * (1 - self.leak * rest)
        up = np.clip(np.log(np.maximum(holds, 1e-300)) - np.log(np.maximum(fails, 1e-300)),
                     -EDGE, EDGE)  # fmt: skip
        said = self.chance * inner["product"][:, None, :]
        heard = m1[:, None, :] * said + m0[:, None, :] * (1 - said)
        return _Messages(up, inner["own"], heard / heard.sum(axis=1, keepdims=True))

    def _summed(self, evidence: Floats, state: _Messages) -> tuple[Floats, Floats]:
        inner = self._inner(evidence, state)
        marginals = sigmoid(evidence[None, :] + inner["below"] + inner["own"])
        log_z = self._bethe(evidence, state, inner)
        weight = np.log(self.shares) + log_z
        ability = np.exp(weight - weight.max())
        ability /= ability.sum()
        return ability @ marginals, ability

    def _bethe(self, evidence: Floats, state: _Messages, inner: dict[str, Floats]) -> Floats:
        """The Bethe approximation of the log evidence for each ability, shape (T,)."""
        graph = self.graph
        lam1 = sigmoid(evidence)[None, :]
        to_own = sigmoid(evidence[None, :] + inner["below"])
        reach = inner["p"] * inner["product"]
        factors = np.log(to_own * reach + (1 - to_own) * (1 - reach))
        own, up = sigmoid(inner["own"]), sigmoid(state.up)
        both1 = np.log(lam1) + np.log(own) + graph.over_children(np.log(up))
        both0 = np.log(1 - lam1) + np.log(1 - own) + graph.over_children(np.log(1 - up))
        variables = np.logaddexp(both1, both0)
        edges_own = np.log(own * to_own + (1 - own) * (1 - to_own))
        share = (inner["g"] - self.leak) / (1 - self.leak)
        edges_up = np.log(up * share + (1 - up) * (1 - share))
        areas = self._area_terms(state.heard, inner["told"])
        total = factors.sum(1) + variables.sum(1) - edges_own.sum(1) - edges_up.sum(1) + areas
        return np.asarray(total)

    def _area_terms(self, heard: Floats, told: Floats) -> Floats:
        """Area variables less the edges from them to their competencies."""
        logs = np.log(heard)
        whole = np.log(_AREA_SHARES)[None, :, None] + logs @ self.graph.members
        variables = np.logaddexp.reduce(whole, axis=1).sum(axis=1)
        edges = np.log((heard * told).sum(axis=1)).sum(axis=1)
        return np.asarray(variables - edges)


def _parts(messages: _Messages) -> tuple[Floats, Floats, Floats]:
    return messages.up, messages.own, messages.heard


def _told(heard: Floats, graph: Graph) -> Floats:
    """What each competency is told of its area's ability by all the others, (T, S, n)."""
    logs = np.log(heard)
    whole = np.log(_AREA_SHARES)[None, :, None] + logs @ graph.members
    others = whole[:, :, graph.area] - logs
    others -= others.max(axis=1, keepdims=True)
    shares = np.exp(others)
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))
