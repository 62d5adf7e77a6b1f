"""Circular support: which chosen items can really be started, and cuts that forbid the others.

"Some chosen item teaches each requirement" is satisfied by two courses that teach each other's
requirements. A choice is founded when its items can be put in an order in which every requirement
is met by an earlier item. The cuts are the loop formulas of answer-set programming (Lin and Zhao
2004, *Artificial Intelligence* 157): an item of a loop may be chosen only if some item outside the
loop supports a member of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from tripos.plan.problem import Problem


def founded_order(problem: Problem, chosen: Iterable[str]) -> tuple[list[str], set[str]]:
    """A startable order of `chosen`, and the rest of it that can never be started."""
    left = dict.fromkeys(chosen)
    done: set[str] = set()
    order: list[str] = []
    while True:
        ready = [
            key
            for key in left
            if all(not group.isdisjoint(done) for group in problem.open_needs[key])
        ]
        if not ready:
            return order, set(left)
        for key in ready:
            del left[key]
        done.update(ready)
        order.extend(ready)


def loop_cuts(problem: Problem, chosen: Collection[str]) -> list[tuple[frozenset[str], str]]:
    """Cuts that `chosen` breaks: (supporters, item) means item <= sum of supporters.

    One cut for each member of each loop that nothing outside it supports; none if founded.
    """
    order, stuck = founded_order(problem, chosen)
    if not stuck:
        return []
    done = set(order)
    waits: dict[str, list[frozenset[str]]] = {
        key: [group for group in problem.open_needs[key] if group.isdisjoint(done)] for key in stuck
    }
    graph = {
        key: {other for group in groups for other in group if other in stuck}
        for key, groups in waits.items()
    }
    cuts: list[tuple[frozenset[str], str]] = []
    for loop in components(graph):
        members = frozenset(loop)
        if any(graph[key] - members for key in loop) and len(members) < len(stuck):
            continue  # supported from another stuck loop: that one is cut first
        outside = frozenset().union(*(group for key in loop for group in waits[key])) - members
        cuts.extend((outside, key) for key in loop)
    return cuts


def fractional_cuts(
    problem: Problem, share: Mapping[str, float], slack: float = 1e-3
) -> list[tuple[frozenset[str], str]]:
    """Cuts of the same kind that a fractional choice breaks.

    `share` (0 to 1) is the value of each item in a linear relaxation. What is founded of it is
    the least fixed point of f = min(share, least supported group); where f falls short, items
    support one another in a circle, and the circle's members need support from outside.
    """
    used = {key: value for key, value in share.items() if value > 1e-6}
    founded = _founded_share(problem, used)
    short = {key for key, value in used.items() if founded[key] < value - slack}
    graph: dict[str, set[str]] = {}
    for key in short:
        groups = problem.open_needs[key]
        weakest = min(groups, key=lambda group: sum(founded.get(other, 0.0) for other in group))
        graph[key] = {other for other in weakest if other in short}
    cuts: list[tuple[frozenset[str], str]] = []
    for loop in components(graph):
        members = frozenset(loop)
        outside: set[str] = set()
        for key in loop:
            groups = problem.open_needs[key]
            outside |= min(
                (group - members for group in groups),
                key=lambda group: sum(used.get(other, 0.0) for other in group),
            )
        support = sum(used.get(other, 0.0) for other in outside)
        frozen = frozenset(outside)
        cuts.extend((frozen, key) for key in loop if support < used[key] - slack)
    return cuts


def _founded_share(problem: Problem, used: Mapping[str, float]) -> dict[str, float]:
    founded = dict.fromkeys(used, 0.0)
    groups = {
        key: [[other for other in group if other in used] for group in problem.open_needs[key]]
        for key in used
    }
    for _ in range(60):
        change = 0.0
        for key, value in used.items():
            reach = min(
                (sum(founded[other] for other in group) for group in groups[key]), default=value
            )
            reach = min(value, reach)
            change = max(change, reach - founded[key])
            founded[key] = max(founded[key], reach)
        if change < 1e-5:
            break
    return founded


def components(graph: dict[str, set[str]]) -> list[list[str]]:
    """Strongly connected components of `graph` (Tarjan 1972), without recursion."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    found: list[list[str]] = []
    for root in sorted(graph):
        if root in index:
            continue
        work = [(root, iter(sorted(graph[root])))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, following = work[-1]
            step = next(following, None)
            if step is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    at = stack.index(node)
                    component = stack[at:]
                    del stack[at:]
                    on_stack.difference_update(component)
                    found.append(component)
            elif step not in index:
                index[step] = low[step] = len(index)
                stack.append(step)
                on_stack.add(step)
                work.append((step, iter(sorted(graph[step]))))
            elif step in on_stack:
                low[node] = min(low[node], index[step])
    return found
