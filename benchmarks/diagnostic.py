"""How many questions a map of what somebody knows takes, beside other ways to ask.

    python benchmarks/diagnostic.py [--learners N] [--json]

Simulated learners on the real atlas: a general ability and one for each area, mastery by
requirement with an occasional leak. Questions until the mean share of competencies told right
reaches 90 and 95 per cent, for our diagnostic and for random order, a fixed order, hard propagation
(a right answer proves all requirements) and independent competencies; with slip 0.05 to 0.1, guess
0.05 to 0.2, also for learners of whom 5 per cent of the states break the graph, and for a prior
that is wrong. Calibration of the final beliefs, and the time a question takes.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass

import numpy as np

from tripos.atlas import load_atlas
from tripos.belief.network import ABILITIES, AREA_SPREAD, SLOPE, Graph, Network
from tripos.exam.diagnostic import Asked, Diagnostic, Given, information

QUESTIONS = 60
WAYS = ("ours", "random order", "fixed order", "independent", "hard propagation")


@dataclass(frozen=True)
class Learner:
    """Somebody with known states, who answers with slips and guesses."""

    states: np.ndarray
    slip: float

    def answers(self, at: int, guess: float, rng: np.random.Generator) -> bool:
        """Whether they answer a question on competency `at` rightly."""
        return bool(rng.random() < (1 - self.slip if self.states[at] else guess))


def learners(
    network: Network, count: int, rng: np.random.Generator, breaking: float
) -> list[Learner]:
    """Drawn from the model with next to no leak; of `breaking` a share of the states is flipped."""
    graph = network.graph
    parents: list[list[int]] = [[] for _ in graph.keys]
    for before, after in zip(graph.parent, graph.child, strict=True):
        parents[after].append(int(before))
    found = []
    for _ in range(count):
        ability = float(np.clip(rng.normal(), ABILITIES[0], ABILITIES[-1]))
        areas = rng.normal(0, AREA_SPREAD, graph.areas)
        states = np.zeros(len(graph.keys), dtype=bool)
        for at in range(len(graph.keys)):
            p = 1 / (1 + np.exp(-(SLOPE * ability + areas[graph.area[at]] + network.constants[at])))
            missing = sum(1 for before in parents[at] if not states[before])
            states[at] = rng.random() < p * 0.02**missing
        flips = rng.random(len(states)) < breaking
        found.append(Learner(states ^ flips, float(rng.uniform(0.05, 0.1))))
    return found


def bank(graph: Graph, rng: np.random.Generator) -> list[Asked]:
    """A question on each competency, with its chance to be guessed."""
    return [Asked(key, key, float(rng.uniform(0.05, 0.2))) for key in graph.keys]


def curve(way: str, graph: Graph, prior: np.ndarray, people: list[Learner], seed: int) -> dict:
    """Accuracy after each number of questions, times and beliefs, for one way to ask."""
    questions = bank(graph, np.random.default_rng(seed))
    right = np.zeros((len(people), QUESTIONS + 1))
    times, beliefs, truths = [], [], []
    for number, person in enumerate(people):
        rng = np.random.default_rng([seed, number])
        diagnostic = Diagnostic(graph, prior, graph.keys, questions)
        given: list[Given] = []
        order = _order(way, graph, rng)
        marginals = _believed(way, diagnostic, given, prior)
        right[number, 0] = np.mean((marginals > 0.5) == person.states)
        for step in range(QUESTIONS):
            began = time.perf_counter()
            chosen = _choose(way, marginals, questions, given, order, step)
            answer = person.answers(diagnostic.place[chosen.competency], chosen.guess, rng)
            given.append(Given(chosen.id, 0, chosen.competency, answer, chosen.guess))
            marginals = _believed(way, diagnostic, given, prior)
            times.append(1000 * (time.perf_counter() - began))
            right[number, step + 1] = np.mean((marginals > 0.5) == person.states)
        beliefs.append(marginals)
        truths.append(person.states)
    mean = right.mean(axis=0)
    return {
        "way": way, "at_0": round(float(mean[0]), 3), "at_20": round(float(mean[20]), 3),
        "at_60": round(float(mean[-1]), 3), "to_90": _reached(mean, 0.9),
        "to_95": _reached(mean, 0.95), "ms": round(float(np.median(times)), 1),
        "ms_p95": round(float(np.quantile(times, 0.95)), 1),
        "calibration": _calibration(np.concatenate(beliefs), np.concatenate(truths)),
    }  # fmt: skip


def _order(way: str, graph: Graph, rng: np.random.Generator) -> np.ndarray:
    n = len(graph.keys)
    return rng.permutation(n) if way != "fixed order" else (np.arange(n) * 61) % n


def _choose(way, marginals, questions, given, order, step) -> Asked:
    if way in ("random order", "fixed order"):
        return questions[order[step % len(order)]]
    asked = {one.competency for one in given}
    worth = [
        information(marginals[at], one.guess) * (0.3 if one.competency in asked else 1.0)
        for at, one in enumerate(questions)
    ]
    return questions[int(np.argmax(worth))]


def _believed(way: str, diagnostic: Diagnostic, given: list[Given], prior: np.ndarray):
    if way in ("independent", "hard propagation"):
        logit = np.log(prior / (1 - prior))
        for one in given:
            logit[diagnostic.place[one.competency]] += one.evidence
        found = 1 / (1 + np.exp(-logit))
        return _propagated(found, given, diagnostic) if way == "hard propagation" else found
    standing = diagnostic.standing(given)
    return np.array([standing.marginals[key] for key in diagnostic.graph.keys])


def _propagated(found: np.ndarray, given: list[Given], diagnostic: Diagnostic) -> np.ndarray:
    """What a right answer proves below, and a wrong one above; the last word holds."""
    atlas = load_atlas()
    for one in given:
        keys = atlas.ancestors[one.competency] if one.right else atlas.descendants[one.competency]
        for key in (*keys, one.competency):
            found[diagnostic.place[key]] = 0.97 if one.right else 0.03
    return found


def _reached(mean: np.ndarray, share: float) -> int | None:
    above = np.flatnonzero(mean >= share)
    return int(above[0]) if len(above) else None


def _calibration(believed: np.ndarray, true: np.ndarray) -> list[list[float]]:
    """For each fifth of the scale: mean belief and share that is true."""
    rows = []
    for low in np.arange(0, 1, 0.2):
        inside = (believed >= low) & (believed < low + 0.2 + 1e-9 * (low > 0.7))
        if inside.sum() > 50:
            rows.append([round(float(believed[inside].mean()), 3),
                         round(float(true[inside].mean()), 3)])  # fmt: skip
    return rows


def main() -> None:
    """Prints one line for each way to ask, under each kind of learner."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=40)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    atlas = load_atlas()
    graph = Graph.of(atlas)
    depth = np.array([len(atlas.ancestors[key]) for key in graph.keys])
    prior = np.clip(0.85 - 0.6 * depth / depth.max(), 0.05, 0.95)
    model = Network(graph, prior)
    rng = np.random.default_rng(1)
    settings = {
        "consistent": (learners(model, asked.learners, rng, 0.0), prior),
        "5 % break the graph": (learners(model, asked.learners, rng, 0.05), prior),
    }
    wrong = np.clip(prior + np.random.default_rng(2).normal(0, 0.2, len(prior)), 0.05, 0.95)
    settings["wrong prior"] = (settings["consistent"][0], wrong)
    for name, (people, believed) in settings.items():
        known = float(np.mean([person.states.mean() for person in people]))
        for way in WAYS:
            row = {"learners": name, "known": round(known, 2),
                   **curve(way, graph, believed, people, 3)}  # fmt: skip
            print(json.dumps(row) if asked.json else _line(row), flush=True)


def _line(row: dict) -> str:
    return (
        f"{row['learners']:<20} {row['way']:<17} start {row['at_0']:.2f}"
        f"  after 20: {row['at_20']:.3f}  after 60: {row['at_60']:.3f}"
        f"  to 90 %: {row['to_90']}  to 95 %: {row['to_95']}"
        f"  {row['ms']} ms (p95 {row['ms_p95']})"
    )


if __name__ == "__main__":
    main()
