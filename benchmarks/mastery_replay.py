"""Part of mastery.py: a diagnostic replayed on recorded answers, and the two scores."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tripos.belief.answers.abilities import Abilities, Recorded, fit_abilities

AFTER = (0, 5, 10, 20, 30)


def auc(right: np.ndarray, p: np.ndarray) -> float:
    """The chance that a right answer was given a higher probability than a wrong one."""
    _, place, count = np.unique(p, return_inverse=True, return_counts=True)
    rank = (np.cumsum(count) - (count - 1) / 2)[place]
    ones = right.sum()
    return float((rank[right == 1].sum() - ones * (ones + 1) / 2) / (ones * (len(right) - ones)))


def log_loss(right: np.ndarray, p: np.ndarray) -> float:
    """Mean surprise in nats."""
    held = np.clip(p, 1e-6, 1 - 1e-6)
    return float(-np.mean(np.where(right == 1, np.log(held), np.log1p(-held))))


@dataclass(frozen=True)
class Replay:
    """Answers to fit on, and learners whose answers are asked for: items and answers that may be
    asked, and items and answers to predict."""

    train: np.ndarray
    edges: np.ndarray
    learners: list[tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]]
    items: int = 734


def replay_of(folder: Path, most: int) -> Replay:
    """2,000 learners set apart; of those with 45 answers or more, 30 % are to be predicted."""
    seen: dict[tuple[int, int], int] = {}
    for name in ("train_0.8_0.2.csv", "test_0.8_0.2.csv"):
        with (folder / name).open() as file:
            for learner, item, right in list(csv.reader(file))[1:]:
                seen.setdefault((int(learner), int(item)), int(right))
    rows = np.array([(*key, right) for key, right in seen.items()])
    first = np.sort(np.unique(rows[:, 0], return_index=True)[1])
    apart = set(np.random.default_rng(0).permutation(rows[first, 0])[:2000].tolist())
    inside = np.array([learner in apart for learner in rows[:, 0]])
    learners = []
    for learner in sorted(apart):
        own = rows[inside][rows[inside][:, 0] == learner] if len(learners) < most else rows[:0]
        if len(own) >= 45:
            own = own[np.random.default_rng(learner).permutation(len(own))]
            cut = max(12, int(0.3 * len(own)))
            learners.append((own[cut:, 1], own[cut:, 2], own[:cut, 1], own[:cut, 2]))
    with (folder / "hier.csv").open() as file:
        edges = sorted({(int(a), int(b)) for a, b in list(csv.reader(file))[1:]})
    return Replay(rows[~inside], np.array(edges), learners)


class Together:
    """Ours: abilities that go together, over the items of one learner."""

    def __init__(self, model: Abilities, asked: np.ndarray, targets: np.ndarray) -> None:
        self.belief = model.belief(np.concatenate([asked, targets]))
        self.targets = np.arange(len(asked), len(asked) + len(targets))

    def choose(self, left: list[int]) -> int:
        """The place in `left` of the best question."""
        return int(np.argmax(self.belief.worth(left, self.targets)))

    def tell(self, item: int, right: bool) -> None:
        """An answer."""
        self.belief = self.belief.told(item, right)

    def predict(self) -> np.ndarray:
        """The chance of each target."""
        return self.belief.chances()[self.targets]


@dataclass(frozen=True)
class Single:
    """The 2PL model on a grid of abilities: chances (G, items) and shares of learners (G,)."""

    chances: np.ndarray
    shares: np.ndarray

    @classmethod
    def fit(cls, replay: Replay, rounds: int = 20) -> Single:
        """By EM with a ridge."""
        grid, items = np.linspace(-3, 3, 21), replay.items
        _, who = np.unique(replay.train[:, 0], return_inverse=True)
        item, right = replay.train[:, 1], replay.train[:, 2].astype(float)
        slope, level = np.ones(items), np.full(items, 0.8)
        shares = np.exp(-(grid**2) / 2) / np.exp(-(grid**2) / 2).sum()
        for _ in range(rounds):
            score = grid[:, None] * slope + level
            log_p, log_q = -np.log1p(np.exp(-score)), -np.log1p(np.exp(score))
            told = (log_p[:, item] * right + log_q[:, item] * (1 - right)).T
            ability = np.column_stack([np.bincount(who, column) for column in told.T])
            ability += np.log(shares)
            ability = np.exp(ability - ability.max(axis=1, keepdims=True))
            ability /= ability.sum(axis=1, keepdims=True)
            of = ability[who].T
            tries = np.array([np.bincount(item, row, items) for row in of])
            wins = np.array([np.bincount(item, row * right, items) for row in of])
            slope, level = _newton(grid[:, None], tries, wins, slope, level)
            shares = ability.mean(axis=0)
        return cls(1 / (1 + np.exp(-(grid[:, None] * slope + level))), shares)


def _newton(grid, tries, wins, slope, level):
    """Three steps towards the best slopes and levels of all items."""
    for _ in range(3):
        p = 1 / (1 + np.exp(-(grid * slope + level)))
        off, bend = wins - tries * p, tries * p * (1 - p)
        by_level = off.sum(0) - 0.3 * (level - level.mean())
        by_slope = (off * grid).sum(0) - 4 * (slope - 1)
        ll, ss, ls = bend.sum(0) + 0.3, (bend * grid**2).sum(0) + 4, (bend * grid).sum(0)
        det = ll * ss - ls**2
        level = level + np.clip((ss * by_level - ls * by_slope) / det, -1, 1)
        slope = np.clip(slope + np.clip((ll * by_slope - ls * by_level) / det, -0.5, 0.5), 0.05, 4)
    return slope, level


class OneAbility:
    """The 2PL model for one learner; asks what tells most about the ability."""

    def __init__(self, model: Single, asked: np.ndarray, targets: np.ndarray) -> None:
        self.shares, self.chances = model.shares, model.chances[:, asked]
        self.aimed = model.chances[:, targets]

    def choose(self, left: list[int]) -> int:
        """The place in `left` of the best question."""
        p = self.chances[:, left]
        return int(np.argmax(_entropy(self.shares @ p) - self.shares @ _entropy(p)))

    def tell(self, item: int, right: bool) -> None:
        """An answer."""
        p = self.chances[:, item]
        self.shares = self.shares * (p if right else 1 - p)
        self.shares = self.shares / self.shares.sum()

    def predict(self) -> np.ndarray:
        """The chance of each target."""
        return self.shares @ self.aimed


class Hard:
    """Hard propagation: right proves all requirements, wrong disproves all that needs the item."""

    def __init__(self, model: tuple[np.ndarray, np.ndarray], asked, targets) -> None:
        self.level, self.above = model
        self.asked, self.targets = asked, targets
        self.p = self.level.copy()

    def choose(self, left: list[int]) -> int:
        """The place in `left` of the question that splits most targets."""
        items = self.asked[left]
        up = self.above[np.ix_(items, self.targets)].sum(1)
        down = self.above[np.ix_(self.targets, items)].sum(0)
        return int(np.argmax((1 + up + down) * _entropy(self.p[items])))

    def tell(self, item: int, right: bool) -> None:
        """An answer."""
        at = self.asked[item]
        self.p[self.above[:, at] if right else self.above[at]] = 0.9 if right else 0.1

    def predict(self) -> np.ndarray:
        """The chance of each target."""
        return self.p[self.targets]


def _entropy(p: np.ndarray) -> np.ndarray:
    held = np.clip(p, 1e-12, 1 - 1e-12)
    return -(held * np.log2(held) + (1 - held) * np.log2(1 - held))


def hard_of(replay: Replay) -> tuple[np.ndarray, np.ndarray]:
    """Each item's share of right answers, and which item (row) all others (columns) rest on."""
    tries = np.bincount(replay.train[:, 1], minlength=replay.items)
    wins = np.bincount(replay.train[:, 1], replay.train[:, 2], replay.items)
    above = np.zeros((replay.items, replay.items), dtype=bool)
    above[replay.edges[:, 0], replay.edges[:, 1]] = True
    for middle in range(replay.items):
        above |= above[:, [middle]] & above[[middle]]
    return (wins + 3) / (tries + 4), above


def replayed(name: str, replay: Replay, make: Callable, fit_s: float) -> dict:
    """AUC and log-loss after each number of questions, and the time that one takes."""
    found: dict[int, list[np.ndarray]] = {count: [] for count in AFTER}
    began, asked_in_all = time.process_time(), 0
    for asked, answers, targets, _ in replay.learners:
        person, left = make(asked, targets), list(range(len(asked)))
        for count in range(max(AFTER) + 1):
            if count in found:
                found[count].append(person.predict())
            if left and count < max(AFTER):
                item = left.pop(person.choose(left))
                person.tell(item, bool(answers[item]))
                asked_in_all += 1
    spent = 1000 * (time.process_time() - began) / max(asked_in_all, 1)
    right = np.concatenate([one[3] for one in replay.learners])
    return {
        "answers": "Junyi replay", "model": name, "fit_s": round(fit_s, 1),
        "auc": {count: round(auc(right, np.concatenate(p)), 4) for count, p in found.items()},
        "log_loss": {
            count: round(log_loss(right, np.concatenate(p)), 4) for count, p in found.items()
        },
        "ms_a_question": round(spent, 2),
    }  # fmt: skip


def diagnostic(folder: Path, most: int, show: Callable[[dict], None]) -> None:
    """The second table."""
    replay = replay_of(folder, most)
    train = replay.train
    recorded = Recorded(
        train[:, 0], train[:, 1], train[:, 2].astype(float), replay.items, replay.edges
    )
    ways = {
        "hard prerequisites": (Hard, lambda: hard_of(replay)),
        "2PL, one ability": (OneAbility, lambda: Single.fit(replay)),
        "ours: abilities together": (
            Together, lambda: fit_abilities(recorded, np.random.default_rng(1))
        ),
    }  # fmt: skip
    for name, (kind, fitted) in ways.items():
        began = time.process_time()
        model = fitted()
        fit_s = time.process_time() - began
        show(replayed(name, replay, lambda a, t, k=kind, m=model: k(m, a, t), fit_s))
