"""Directed acyclic graphs: drawing them, writing them, and separation by two routes."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tripos.exam.question import Rng

Edges = frozenset[tuple[str, str]]


def random_dag(rng: Rng, names: str, share: float) -> Edges:
    """A connected graph whose arrows run along a random order of the names."""
    order = [names[at] for at in rng.permutation(len(names))]
    while True:
        edges = frozenset(
            (a, b)
            for at, a in enumerate(order)
            for b in order[at + 1 :]
            if float(rng.random()) < share
        )
        if len(_reach(edges | {(b, a) for a, b in edges}, {names[0]})) == len(names):
            return edges


def written(edges: Edges) -> str:
    """The arrows in words."""
    return ", ".join(f"{a} → {b}" for a, b in sorted(edges))


def descendants(edges: Edges, node: str) -> set[str]:
    """All that can be reached along arrows, without the node itself."""
    return _reach(edges, {node}) - {node}


def ancestors(edges: Edges, nodes: Collection[str]) -> set[str]:
    """The nodes and all from which they can be reached."""
    return _reach({(b, a) for a, b in edges}, set(nodes))


def _reach(edges: Collection[tuple[str, str]], start: set[str]) -> set[str]:
    found = set(start)
    while True:
        more = {b for a, b in edges if a in found} - found
        if not more:
            return found
        found |= more


def paths(edges: Edges, one: str, two: str) -> Iterator[list[str]]:
    """All paths between two nodes, along and against arrows, without repeats."""
    near = edges | {(b, a) for a, b in edges}
    stack = [[one]]
    while stack:
        path = stack.pop()
        if path[-1] == two:
            yield path
            continue
        stack += [[*path, b] for a, b in sorted(near) if a == path[-1] and b not in path]


def is_open(edges: Edges, path: list[str], given: Collection[str]) -> bool:
    """Whether a path carries dependence when `given` is observed."""
    for left, middle, right in zip(path, path[1:], path[2:], strict=False):
        if (left, middle) in edges and (right, middle) in edges:
            if middle not in given and not descendants(edges, middle) & set(given):
                return False
        elif middle in given:
            return False
    return True


def separated_by_paths(edges: Edges, one: str, two: str, given: Collection[str]) -> bool:
    """d-separation by looking at every path."""
    return not any(is_open(edges, path, given) for path in paths(edges, one, two))


def separated_by_moral(edges: Edges, one: str, two: str, given: Collection[str]) -> bool:
    """d-separation in the moral graph of the ancestors."""
    kept = ancestors(edges, {one, two, *given})
    inner = {(a, b) for a, b in edges if a in kept and b in kept}
    married = (
        {(a, c) for a, b in inner for c, d in inner if b == d and a != c}
        | inner
        | {(b, a) for a, b in inner}
    )
    left = {(a, b) for a, b in married if a not in given and b not in given}
    return two not in _reach(left, {one})


def same_independences(edges: Edges, other: Edges) -> bool:
    """Whether two graphs over the same pairs imply the same independences.

    They do if both are acyclic and have the same colliders between parents that are not joined
    (Verma and Pearl 1990).
    """
    if any(a in descendants(other, b) for a, b in other):
        return False
    return _open_colliders(edges) == _open_colliders(other)


def _open_colliders(edges: Edges) -> set[tuple[frozenset[str], str]]:
    joined = {frozenset(edge) for edge in edges}
    return {
        (frozenset((a, c)), b)
        for a, b in edges
        for c, d in edges
        if b == d and a != c and frozenset((a, c)) not in joined
    }
