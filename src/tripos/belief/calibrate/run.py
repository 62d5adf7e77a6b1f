"""From a log to parameters: reading, rounds of expectation maximisation, pairs; resumable.

The work folder holds the log in parts and, after each round, the state. Steps (Dempster, Laird and
Rubin 1977, Journal of the Royal Statistical Society B 39): cells.py expects, counts.py improves;
links.py then reads leak and half-life off pairs of cells.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tripos.belief.calibrate.cells import Cells, State, first_chance, infer
from tripos.belief.calibrate.counts import Before, Counts, improved, seen_often
from tripos.belief.calibrate.links import Links, tables
from tripos.belief.calibrate.parts import Names, parts_of, write_parts
from tripos.belief.network import Graph
from tripos.belief.odds import logit
from tripos.belief.parameters import Parameters
from tripos.chance import Floats
from tripos.content import write_atomically
from tripos.errors import TriposError

_ROUNDS, _CLOSE = 40, 0.004  # rounds at most, and the change (in logits) of a figure that is none
_LEAST_ANSWERS = 30  # to state the difficulty of a question
_NAMES, _STATE = "names.json", "state.npz"

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Figure:
    """One parameter: what it was, what it is now, and how many answers or pairs speak of it."""

    name: str
    before: float
    after: float
    told_by: int


@dataclass(frozen=True)
class Estimate:
    """The parameters estimated, each figure beside the former one, and how much was read."""

    parameters: Parameters
    figures: tuple[Figure, ...]
    answers: int
    rounds: int


@dataclass(frozen=True)
class _Sources:
    """What does not change while estimating."""

    graph: Graph
    former: Parameters
    authored: Mapping[str, float]


def calibrate(
    log: Path, work: Path, graph: Graph, former: Parameters, authored: Mapping[str, float],
    tell: Tell = lambda _: None,
) -> Estimate:  # fmt: skip
    """The parameters that the answers in `log` support.

    `authored` holds the difficulty that each question was written with. Goes on from what is in the
    folder `work`, and leaves there what it needs to go on after an interruption. Raises TriposError
    for a log that cannot be read, or another one than `work` was begun with.
    """
    sources = _Sources(graph, former, authored)
    names = _read(log, work, sources, tell)
    before = _before(names, sources)
    state, rounds, done = _taken_up(work, names, before, former)
    while not done:
        counts = _counted(work, names, state)
        better = improved(state, counts, before)
        rounds += 1
        moved = _moved(state, better)
        state, done = better, moved < _CLOSE or rounds >= _ROUNDS
        _keep(work, state, rounds, done)
        tell(f"round {rounds}, moved by {moved:.3f} logits")
    tell("pairs of competencies and of days")
    return _told(work, names, state, rounds, sources)


def _signature(log: Path) -> list[int | str]:
    try:
        found = log.stat()
    except OSError as error:
        raise TriposError(f"{log}: no such file; check the name") from error
    return [log.name, found.st_size, found.st_mtime_ns]


def _read(log: Path, work: Path, sources: _Sources, tell: Tell) -> Names:
    """The names in the log, whose rows are in `work` afterwards, if they were not yet."""
    kept = work / _NAMES
    signature = _signature(log)
    kinds = sorted(set(sources.former.slip) & set(sources.former.guess))
    if kept.exists():
        found = json.loads(kept.read_text(encoding="utf-8"))
        if found["log"] != signature or found["competencies"] != list(sources.graph.keys):
            raise TriposError(
                f"{work}: was begun with another log or atlas; leave out --resume to begin anew"
            )
        return Names(sources.graph, tuple(found["kinds"]), found["questions"])
    names = write_parts(log, work, sources.graph, kinds, lambda rows: tell(f"{rows:,} rows read"))
    if not names.questions:
        raise TriposError(f"{log}: holds no answers")
    write_atomically(kept, json.dumps({
        "log": signature, "competencies": list(sources.graph.keys), "kinds": list(names.kinds),
        "questions": names.questions,
    }))  # fmt: skip
    return names


def _before(names: Names, sources: _Sources) -> Before:
    former = sources.former
    difficulty = [
        former.difficulty.get(key, sources.authored.get(key, 0.0)) for key in names.questions
    ]
    return Before(
        logit(np.array([former.slip[kind] for kind in names.kinds])),
        logit(np.array([former.guess[kind] for kind in names.kinds])),
        np.array(difficulty),
        np.array([former.idle.missing, former.idle.mastered]),
    )


def _taken_up(
    work: Path, names: Names, before: Before, former: Parameters
) -> tuple[State, int, bool]:
    """The state to go on from, how many rounds led there, and whether they are all."""
    if (work / _STATE).exists():
        with np.load(work / _STATE) as kept:
            state = State(
                kept["slip"], kept["guess"], kept["difficulty"], kept["idle"], kept["chance"]
            )
            return state, int(kept["rounds"]), bool(kept["done"])
    chance = first_chance(former.slope, former.area_spread, 2 * len(names.graph.keys))
    return State(before.slip, before.guess, before.difficulty, before.idle, chance), 0, False


def _keep(work: Path, state: State, rounds: int, done: bool) -> None:
    draft = work / "draft.npz"
    np.savez(
        draft, slip=state.slip, guess=state.guess, difficulty=state.difficulty, idle=state.idle,
        chance=state.chance, rounds=rounds, done=done,
    )  # fmt: skip
    draft.replace(work / _STATE)


def _counted(work: Path, names: Names, state: State) -> Counts:
    counts = Counts.none(len(names.questions), len(names.kinds), state)
    for table in parts_of(work):
        cells = Cells.of(table)
        counts.add(cells, infer(cells, names.graph.area, state))
    return counts


def _moved(state: State, better: State) -> float:
    """The largest change of a slip, guess or difficulty, in logits."""
    return max(
        float(np.abs(getattr(state, name) - getattr(better, name)).max(initial=0.0))
        for name in ("slip", "guess", "difficulty")
    )


def _told(
    work: Path, names: Names, state: State, rounds: int, sources: _Sources
) -> Estimate:  # fmt: skip
    """The last pass: pairs, and everything as parameters."""
    counts, former = _counted(work, names, state), sources.former
    has, seen = counts.curve[:, : len(names.graph.keys)].sum(axis=(2, 3))
    links = Links(tables(names.graph, (has + 1) / (seen + 2), former))
    for table in parts_of(work):
        cells = Cells.of(table)
        links.add(cells, infer(cells, names.graph.area, state), names.graph)
    rows = counts.rows
    slip, guess = 1 / (1 + np.exp(-state.slip)), 1 / (1 + np.exp(-state.guess))
    figures = [
        *_by_kind("slip", former.slip, names, slip, rows),
        *_by_kind("guess", former.guess, names, guess, rows),
        Figure("idle.mastered", former.idle.mastered, _short(state.idle[1]), int(rows.sum())),
        Figure("idle.missing", former.idle.missing, _short(state.idle[0]), int(rows.sum())),
        Figure("leak", former.leak, _short(links.best_leak(former.leak)), links.edge_pairs),
        Figure("half_life_days", former.half_life_days,
               round(links.best_half_life(former.half_life_days), 1), links.gap_pairs),
    ]  # fmt: skip
    for at in seen_often(counts, _LEAST_ANSWERS):
        key = names.questions[at]
        old = former.difficulty.get(key, sources.authored.get(key, 0.0))
        after = round(float(np.clip(state.difficulty[at], -4, 4)), 2)
        figures.append(Figure(f"difficulty.{key}", old, after, int(rows[at].sum())))
    return Estimate(_as_parameters(former, figures), tuple(figures), int(rows.sum()), rounds)


def _by_kind(
    name: str, former: Mapping[str, float], names: Names, now: Floats, rows: Floats
) -> list[Figure]:
    """A figure for each kind of answer that the log has."""
    return [
        Figure(f"{name}.{kind}", former[kind], _short(now[at]), int(rows[:, at].sum()))
        for at, kind in enumerate(names.kinds)
        if rows[:, at].any()
    ]


def _as_parameters(former: Parameters, figures: list[Figure]) -> Parameters:
    """The former parameters with the figures in their places."""
    found = former.model_dump()
    for one in figures:
        section, _, name = one.name.partition(".")
        if name:
            found[section] = {**found[section], name: one.after}
        else:
            found[section] = one.after
    return Parameters.model_validate(found)


def _short(p: float) -> float:
    return round(float(p), 4)
