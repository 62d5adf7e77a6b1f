"""Logs of answers whose parameters are known."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from tripos.belief.network import Graph
from tripos.belief.parameters import Parameters

DAY = 86_400
KINDS = ("choice", "number", "expression")
HEADER = ["learner", "question", "competency", "kind", "right", "at"]


def small_graph() -> Graph:
    """Twelve competencies in three areas; eight requirements."""
    pairs = [(0, 1), (1, 2), (0, 3), (4, 5), (5, 6), (4, 7), (0, 8), (8, 9)]
    pairs.sort(key=lambda pair: pair[1])
    parent, child = np.array(pairs, dtype=np.intp).T
    area = np.repeat(np.arange(3), 4)
    return Graph(tuple(f"c{number}" for number in range(12)), parent, child, area, 3)


def simulate(
    graph: Graph, known: Parameters, learners: int, rng: np.random.Generator, gap: float = 60.0
) -> list[list[str | int]]:
    """Answers of learners to three questions on each competency on one day, and to three more after
    about `gap` days; difficulties are those of `known`, by question id."""
    n = len(graph.keys)
    parents = [graph.parent[graph.child == at] for at in range(n)]
    rows: list[list[str | int]] = []
    for learner in range(learners):
        ability, areas = rng.normal(), rng.normal(0, known.area_spread, graph.areas)
        has = np.zeros(n, dtype=bool)
        for at in range(n):
            score = known.slope * ability + areas[graph.area[at]] + 0.5
            missing = int((~has[parents[at]]).sum())
            has[at] = rng.random() < known.leak**missing / (1 + np.exp(-score))
        for at in range(n):
            mastered, right_day = bool(has[at]), False
            for episode in range(2):
                days = episode * gap * rng.uniform(0.3, 1.7)
                if episode:
                    mastered &= rng.random() < 2 ** (-days / known.half_life_days)
                when = int(1.7e9 + days * DAY)
                for number in range(3):
                    question = f"q{at}-{number}"
                    mark = _answered(mastered, question, KINDS[number], known, rng)
                    right_day |= mark == 1
                    rows.append([f"learner {learner}", question, graph.keys[at], KINDS[number],
                                 "" if mark is None else mark, when + number])  # fmt: skip
    return rows


def _answered(
    mastered: bool, question: str, kind: str, known: Parameters, rng: np.random.Generator
) -> int | None:
    if rng.random() < (known.idle.mastered if mastered else known.idle.missing):
        return None
    half = known.difficulty.get(question, 0.0) / 2
    chance, shift = (known.slip[kind], half) if mastered else (known.guess[kind], -half)
    p = 1 / (1 + (1 - chance) / chance * np.exp(-shift))
    return int(rng.random() < p) ^ int(mastered)


def write_csv(path: Path, rows: list[list[str | int]]) -> Path:
    """The rows as a log."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerows([HEADER, *rows])
    return path


def known_parameters(shipped: Parameters, **changed: object) -> Parameters:
    """The shipped parameters with some others."""
    found: Mapping[str, object] = {**shipped.model_dump(), **changed}
    return Parameters.model_validate(found)
