"""How many questions a map of what somebody knows takes, beside other ways to ask.

    python benchmarks/diagnostic.py [--learners N] [--json] [--only SETTING]

Simulated learners on the real atlas, slip 0.05 to 0.1, guess 0.05 to 0.2, drawn with other
constants than the belief has: as in the study that the targets come from (one ability, strict
requirements, a prior of their own frequencies), "structured" ones, of whose states most follows
from abilities and graph, and "scattered" ones; some with 5 per cent of the states breaking the
graph, or a wrong prior. Questions until the mean share of competencies told right reaches 90 and
95 per cent, for our diagnostic and for random order, a fixed order, hard propagation (a right
answer proves all requirements) and independent competencies. Beside it the entropy of the states
against what one answer can tell, which bounds how many questions would name a state exactly;
calibration of the final beliefs; and the time a question takes, from all answers to the next
question.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass
from functools import partial

import numpy as np

from tripos.atlas import Atlas, load_atlas
from tripos.belief.joint import graph_of
from tripos.belief.network import _AREA_SHARES, ABILITIES, Graph, Network
from tripos.belief.parameters import current
from tripos.exam import diagnostic
from tripos.exam.diagnostic import information, next_question
from tripos.exam.offer import Asked, Past
from tripos.exam.scale import Scale

QUESTIONS = 60
SLIP = 0.075
WAYS = ("ours", "random order", "fixed order", "independent", "hard propagation")
_GRID = np.linspace(-2.4, 2.4, 9)
_TIGHT = 0.03  # leak of the simulated learners


@dataclass(frozen=True)
class Learner:
    """Somebody with known states, who answers with slips and guesses."""

    states: np.ndarray
    slip: float

    def answers(self, at: int, guess: float, rng: np.random.Generator) -> bool:
        """Whether they answer a question on competency `at` rightly."""
        return bool(rng.random() < (1 - self.slip if self.states[at] else guess))


def population(graph: Graph, prior: np.ndarray, slope: float, area: float) -> Network:
    """A model to draw learners from, with its own constants and hardly a leak."""
    held = current().model_copy(update={"slope": slope, "area_spread": area, "leak": _TIGHT})
    return Network(graph, prior, held)


def learners(source: Network, count: int, seed: int, breaking: float) -> list[Learner]:
    """Drawn from `source`; of `breaking` a share of the states is flipped."""
    graph, held = source.graph, source.parameters
    rng = np.random.default_rng(seed)
    edges = [np.flatnonzero(graph.child == at) for at in range(len(graph.keys))]
    found = []
    for _ in range(count):
        ability = float(np.clip(rng.normal(), ABILITIES[0], ABILITIES[-1]))
        areas = rng.normal(0, held.area_spread, graph.areas)
        states = np.zeros(len(graph.keys), dtype=bool)
        for at, into in enumerate(edges):
            at_ability = held.slope * ability + areas[graph.area[at]] + source.constants[at]
            left = np.prod(np.where(states[graph.parent[into]], 1.0, source.leak[into]))
            states[at] = rng.random() < left / (1 + np.exp(-at_ability))
        flips = rng.random(len(states)) < breaking
        found.append(Learner(states ^ flips, float(rng.uniform(0.05, 0.1))))
    return found


@dataclass(frozen=True)
class Study:
    """The learners of the study that the targets come from: one ability t, and a competency can be
    known only if all that it requires is, then with probability sigmoid(1.5 t + c); the c are
    spread by 0.8 and set so that half of all is known."""

    graph: Graph
    constants: np.ndarray

    @classmethod
    def of(cls, graph: Graph) -> Study:
        """The constants that make half of all known."""
        spread = np.random.default_rng(0).normal(0, 0.8, len(graph.keys))
        low, high = -6.0, 12.0
        for _ in range(25):
            middle = (low + high) / 2
            known = cls(graph, spread + middle).drawn(500, np.random.default_rng(1))[0].mean()
            low, high = (middle, high) if known < 0.5 else (low, middle)
        return cls(graph, spread + (low + high) / 2)

    def drawn(self, count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """States, (count, n), and the log2 of their probability given the ability grid."""
        graph = self.graph
        shares = np.exp(-(_GRID**2) / 2)
        ability = rng.choice(_GRID, count, p=shares / shares.sum())
        states = np.zeros((count, len(graph.keys)), dtype=bool)
        for at in range(len(graph.keys)):
            into = graph.parent[graph.child == at]
            p = 1 / (1 + np.exp(-(1.5 * ability + self.constants[at])))
            states[:, at] = states[:, into].all(axis=1) & (rng.random(count) < p)
        return states, self._bits(states, shares / shares.sum())

    def _bits(self, states: np.ndarray, shares: np.ndarray) -> np.ndarray:
        logs = np.zeros((len(_GRID), len(states)))
        for at in range(len(self.graph.keys)):
            into = self.graph.parent[self.graph.child == at]
            open_ = states[:, into].all(axis=1)
            p = 1 / (1 + np.exp(-(1.5 * _GRID + self.constants[at])))[:, None]
            logs += open_ * np.log(np.where(states[:, at], p, 1 - p))
        return -np.logaddexp.reduce(logs + np.log(shares)[:, None], axis=0) / np.log(2)


def study_learners(source: Study, count: int, seed: int, breaking: float) -> list[Learner]:
    """Drawn from the study's population; of `breaking` a share of the states is flipped."""
    rng = np.random.default_rng(seed)
    states, _ = source.drawn(count, rng)
    flips = rng.random(states.shape) < breaking
    return [Learner(row, float(rng.uniform(0.05, 0.1))) for row in states ^ flips]


def entropy(network: Network, people: list[Learner]) -> float:
    """Bits of the learners' states under the model: minus the mean log2 of their probability."""
    graph = network.graph
    total = 0.0
    for person in people:
        missing = np.log(network.leak) * ~person.states[graph.parent]
        chance = network.chance * np.exp(graph.over_parents(missing))
        each = np.log(np.where(person.states, chance, 1 - chance))
        areas = each @ graph.members  # (T, S, areas)
        by_area = np.logaddexp.reduce(areas + np.log(_AREA_SHARES)[None, :, None], axis=1)
        total += np.logaddexp.reduce(by_area.sum(axis=1) + np.log(network.shares))
    return -total / len(people) / np.log(2)


def bank(graph: Graph, rng: np.random.Generator) -> list[Asked]:
    """Three questions on each competency, with their chances to be guessed."""
    return [
        Asked(f"{key}-{n}", key, Scale(SLIP, float(rng.uniform(0.05, 0.2))))
        for key in graph.keys for n in range(3)
    ]  # fmt: skip


@dataclass
class Sitting:
    """One learner's diagnostic: the log likelihood ratios so far, and what was asked."""

    evidence: np.ndarray
    past: list[Past]


def curve(way: str, atlas: Atlas, model: Network, people: list[Learner], seed: int) -> dict:
    """Accuracy after each number of questions, times and beliefs, for one way to ask."""
    graph = model.graph
    questions = bank(graph, np.random.default_rng(seed))
    place = {key: at for at, key in enumerate(graph.keys)}
    right = np.zeros((len(people), QUESTIONS + 1))
    times, beliefs, truths = [], [], []
    for number, person in enumerate(people):
        rng = np.random.default_rng([seed, number])
        sitting = Sitting(np.zeros(len(graph.keys)), [])
        order = _order(way, graph, rng)
        marginals = _believed(way, atlas, model, sitting)
        right[number, 0] = np.mean((marginals > 0.5) == person.states)
        for step in range(QUESTIONS):
            began = time.perf_counter()
            chosen = _choose(way, atlas, graph, marginals, questions, sitting, order, step, rng)
            spent = time.perf_counter() - began
            at = place[chosen.competency]
            answer = person.answers(at, chosen.scale.guess, rng)
            says = chosen.scale.says(answer)
            sitting.evidence[at] += np.log(says / (1 - says))
            sitting.past.append(Past(chosen.id, step, chosen.competency, answer))
            began = time.perf_counter()
            marginals = _believed(way, atlas, model, sitting)
            times.append(1000 * (spent + time.perf_counter() - began))
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


def _choose(way, atlas, graph, marginals, questions, sitting, order, step, rng) -> Asked:
    if way in ("random order", "fixed order"):
        return questions[3 * order[step % len(order)]]
    if way == "ours":
        p = dict(zip(graph.keys, map(float, marginals), strict=True))
        found = next_question(atlas, p, graph.keys, questions, sitting.past, rng).question
        assert found is not None
        return found
    asked = {one.competency for one in sitting.past}
    guess = np.array([one.scale.guess for one in questions[::3]])
    worth = information(marginals, np.full(len(guess), SLIP), guess)
    worth *= [0.3 if key in asked else 1.0 for key in graph.keys]
    return questions[3 * int(np.argmax(worth))]


def _believed(way: str, atlas: Atlas, model: Network, sitting: Sitting) -> np.ndarray:
    if way in ("independent", "hard propagation"):
        logit = np.log(model.prior / (1 - model.prior)) + sitting.evidence
        found = 1 / (1 + np.exp(-logit))
        return _propagated(found, atlas, model.graph, sitting) if way != "independent" else found
    return _fresh(model).posterior(sitting.evidence)[0]


def _fresh(model: Network) -> Network:
    """As the product does it for every request: nothing kept from the last answer."""
    from copy import copy

    return copy(model)


def _propagated(found: np.ndarray, atlas: Atlas, graph: Graph, sitting: Sitting) -> np.ndarray:
    """What a right answer proves below, and a wrong one above; the last word holds."""
    place = {key: at for at, key in enumerate(graph.keys)}
    for one in sitting.past:
        keys = atlas.ancestors[one.competency] if one.right else atlas.descendants[one.competency]
        for key in (*keys, one.competency):
            found[place[key]] = 0.97 if one.right else 0.03
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
    parser.add_argument("--only", default="", help="only settings whose name contains this")
    parser.add_argument("--ways", default=",".join(WAYS), help="only these ways, by commas")
    asked = parser.parse_args()
    diagnostic.MOST_QUESTIONS = 10**6  # the curve goes on where the product stops
    diagnostic.LEAST_QUESTIONS = 10**6
    atlas = load_atlas()
    graph = graph_of(atlas)
    depth = np.array([len(atlas.ancestors[key]) for key in graph.keys])
    prior = np.clip(0.85 - 0.6 * depth / depth.max(), 0.05, 0.95)
    model = Network(graph, prior)
    wrong = Network(
        graph, np.clip(prior + np.random.default_rng(2).normal(0, 0.2, len(prior)), 0.05, 0.95)
    )
    tight, loose = population(graph, prior, 3.5, 1.0), population(graph, prior, 1.4, 1.0)
    study = Study.of(graph)
    states, bits = study.drawn(4000, np.random.default_rng(5))
    calibrated = Network(graph, np.clip(states.mean(axis=0), 0.02, 0.98))
    exact = float(bits.mean())
    draw = partial(study_learners, study, asked.learners, 1)
    settings = {
        "the study's": (draw(0.0), calibrated, exact),
        "the study's, 5 % break the graph": (draw(0.05), calibrated, exact),
        "the study's, uncalibrated prior": (draw(0.0), model, exact),
    }
    for name, source, prior_, breaking in (
        ("structured", tight, model, 0.0), ("structured, wrong prior", tight, wrong, 0.0),
        ("scattered", loose, model, 0.0), ("scattered, 5 % break the graph", loose, model, 0.05),
    ):  # fmt: skip
        settings[name] = (learners(source, asked.learners, 1, breaking), prior_,
                          entropy(source, learners(source, 40, 1, 0.0)))  # fmt: skip
    held = current()
    print(f"slope {held.slope}, area {held.area_spread}, leak {held.leak}", flush=True)
    for name, (people, believed, bits) in settings.items():
        if asked.only not in name:
            continue
        known = float(np.mean([person.states.mean() for person in people]))
        most = float(information(np.array([0.5]), np.array([0.05]), np.array([0.05]))[0])
        print(f"{name}: {bits:.0f} bits; exact naming takes at least {bits / most:.0f} questions")
        for way in asked.ways.split(","):
            row = {"learners": name, "known": round(known, 2),
                   **curve(way, atlas, believed, people, 3)}  # fmt: skip
            print(json.dumps(row) if asked.json else _line(row), flush=True)


def _line(row: dict) -> str:
    return (
        f"{row['learners']:<32} {row['way']:<17} start {row['at_0']:.2f}"
        f"  after 20: {row['at_20']:.3f}  after 60: {row['at_60']:.3f}"
        f"  to 90 %: {row['to_90']}  to 95 %: {row['to_95']}"
        f"  {row['ms']} ms (p95 {row['ms_p95']})  calibration {row['calibration']}"
    )


if __name__ == "__main__":
    main()
