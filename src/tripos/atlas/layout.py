"""Places a small directed graph in layers: what is required stands left of what requires it.

Three steps, after Sugiyama, Tagawa and Toda (1981): longest-path layers with long edges broken by
unseen points, sweeps that order each layer by the mean position of its neighbours (keeping the
order with the fewest crossings), and least-squares placement that keeps order and spacing (pool
adjacent violators).
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

_SWEEPS = 24
_PASSES = 40
_BEND = 0.35  # room of a bend in a long edge, as a share of a node's


@dataclass(frozen=True)
class Layout:
    """Positions in units of one layer (x, to the right) and one node (y, downwards).

    `routes` gives for each edge the points it passes, ends included.
    """

    positions: dict[str, tuple[float, float]]
    routes: dict[tuple[str, str], tuple[tuple[float, float], ...]]

    @property
    def layers(self) -> int:
        """How many layers there are."""
        return 1 + int(max((x for x, _ in self.positions.values()), default=-1))

    @property
    def height(self) -> float:
        """The extent downwards, in node heights."""
        ys = [y for _, y in self.positions.values()]
        return max(ys) - min(ys) + 1 if ys else 0.0


def layered(nodes: Sequence[str], edges: Iterable[tuple[str, str]]) -> Layout:
    """A layered placement of `nodes`; `edges` (from, to) must be acyclic and among them."""
    if not nodes:
        return Layout({}, {})
    graph = _Proper(nodes, list(edges))
    graph.order_layers()
    heights = graph.place()
    positions = {node: (float(graph.layer[node]), heights[node]) for node in nodes}
    routes = {
        edge: tuple((float(graph.layer[point]), heights[point]) for point in chain)
        for edge, chain in graph.chains.items()
    }
    return Layout(positions, routes)


class _Proper:
    """The graph with each edge cut into pieces that span one layer."""

    def __init__(self, nodes: Sequence[str], edges: list[tuple[str, str]]) -> None:
        self.layer = _longest_path(nodes, edges)
        self.size = dict.fromkeys(nodes, 1.0)
        self.left: dict[str, list[str]] = {node: [] for node in nodes}
        self.right: dict[str, list[str]] = {node: [] for node in nodes}
        self.chains: dict[tuple[str, str], list[str]] = {}
        for start, end in edges:
            chain = [start]
            for column in range(self.layer[start] + 1, self.layer[end]):
                bend = f"{start}\n{end}\n{column}"
                self.layer[bend], self.size[bend] = column, _BEND
                self.left[bend], self.right[bend] = [], []
                chain.append(bend)
            chain.append(end)
            for one, two in itertools.pairwise(chain):
                self.right[one].append(two)
                self.left[two].append(one)
            self.chains[(start, end)] = chain
        self.columns: list[list[str]] = [[] for _ in range(1 + max(self.layer.values()))]
        for node, column in self.layer.items():
            self.columns[column].append(node)

    def order_layers(self) -> None:
        """Reorders each layer by its neighbours' mean place, keeping the best order met."""
        best, fewest = [list(column) for column in self.columns], self._crossings()
        for sweep in range(_SWEEPS):
            forward = sweep % 2 == 0
            beside = self.left if forward else self.right
            columns = range(1, len(self.columns))
            for index in columns if forward else reversed(range(len(self.columns) - 1)):
                self._sort_column(index, index - 1 if forward else index + 1, beside)
            crossings = self._crossings()
            if crossings < fewest:
                best, fewest = [list(column) for column in self.columns], crossings
        self.columns = best

    def _sort_column(self, index: int, reference: int, beside: dict[str, list[str]]) -> None:
        place = {node: at for at, node in enumerate(self.columns[reference])}
        own = {node: at for at, node in enumerate(self.columns[index])}

        def wish(node: str) -> tuple[float, int]:
            near = beside[node]
            mean = sum(place[other] for other in near) / len(near) if near else float(own[node])
            return mean, own[node]

        self.columns[index].sort(key=wish)

    def _crossings(self) -> int:
        total = 0
        for index, column in enumerate(self.columns[:-1]):
            place = {node: at for at, node in enumerate(self.columns[index + 1])}
            seen: list[int] = []
            for node in column:
                ends = sorted(place[other] for other in self.right[node])
                total += sum(len(seen) - bisect.bisect_right(seen, end) for end in ends)
                for end in ends:
                    bisect.insort(seen, end)
        return total

    def place(self) -> dict[str, float]:
        """A height for each node: near its neighbours, in order, without overlap."""
        height: dict[str, float] = {}
        for column in self.columns:
            reach = 0.0
            for node in column:
                height[node] = reach + self.size[node] / 2
                reach += self.size[node]
            for node in column:
                height[node] -= reach / 2
        for turn in range(_PASSES):
            for column in self.columns if turn % 2 == 0 else self.columns[::-1]:
                self._relax(column, height)
        lowest = min(height.values())
        return {node: value - lowest for node, value in height.items()}

    def _relax(self, column: list[str], height: dict[str, float]) -> None:
        offset, offsets = 0.0, {}
        blocks: list[tuple[float, float, list[str]]] = []
        for at, node in enumerate(column):
            if at:
                offset += (self.size[column[at - 1]] + self.size[node]) / 2
            offsets[node] = offset
            near = self.left[node] + self.right[node]
            wish = sum(height[other] for other in near) / len(near) if near else height[node]
            weight = 1.0 if self.size[node] == 1.0 else 2.0
            blocks.append(((wish - offset) * weight, weight, [node]))
            while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
                total, mass, members = blocks.pop()
                before = blocks.pop()
                blocks.append((before[0] + total, before[1] + mass, before[2] + members))
        for total, mass, members in blocks:
            for node in members:
                height[node] = total / mass + offsets[node]


def _longest_path(nodes: Sequence[str], edges: list[tuple[str, str]]) -> dict[str, int]:
    before: dict[str, list[str]] = {node: [] for node in nodes}
    after: dict[str, list[str]] = {node: [] for node in nodes}
    for start, end in edges:
        before[end].append(start)
        after[start].append(end)
    order = tuple(TopologicalSorter(before).static_order())
    layer: dict[str, int] = {}
    for node in order:
        layer[node] = 1 + max((layer[other] for other in before[node]), default=-1)
    for node in reversed(order):  # pull each node towards its first use, to shorten edges
        if after[node]:
            layer[node] = min(layer[other] for other in after[node]) - 1
    first = min(layer.values())
    return {node: layer[node] - first for node in nodes}
