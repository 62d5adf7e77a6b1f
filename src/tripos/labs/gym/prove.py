"""Proves families of the gym over seeds that calibration never used, and keeps the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from tripos.atlas import Atlas
from tripos.errors import TriposError
from tripos.labs.gym.case import GUARD, Case, judged_files
from tripos.labs.gym.family import Family
from tripos.labs.gym.gate import DRAWS, fault_of, show_run, wanted
from tripos.labs.gym.judging import (
    BrokenError,
    accepted,
    hidden_seeds,
    judge_case,
    measure_once,
)
from tripos.labs.judge import Judge
from tripos.labs.prove import competency_problems
from tripos.markdown import to_html

SEEDS = 10
_FIRST = 2000  # seeds from here on; calibration uses others
MOST_CPU_S = 10.0  # of one judged case
_LEAST = {"cheat_": 2, "fault_": 2, "other": 1}
_DOCUMENTS = ("README.md", "ticket.md", "ticket_healthy.md")
Tell = Callable[[str], None]


class Proof(BaseModel):
    """The file `proof.yaml`: what came of the variants of a family, one case per seed.

    `accepted` counts the cases in which a variant counted as repaired, by the rule of
    submissions; `drawn_again` the draws that the gate refused; `metric` holds the ranges of the
    healthy and the faulty variant; `guard_sound` the cases in which our guard told all apart;
    `cpu_s` the dearest judgement in CPU seconds.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    seeds: int
    drawn_again: int
    accepted: Mapping[str, int]
    metric: Mapping[str, tuple[float, float]]
    guard_sound: int
    cpu_s: float


def card_problems(family: Family, atlas: Atlas) -> Iterator[str]:
    """What is wrong with a family before anything is run."""
    yield from competency_problems(family.card.competencies, atlas)
    missing = {"healthy", "faulty", "repaired"} - set(family.variants)
    if missing:
        yield f"there is no variant {', '.join(sorted(missing))}"
    for prefix, least in _LEAST.items():
        found = len(family.named(prefix))
        if found < least:
            yield f"there are {found} variants {prefix}*, and {least} are needed"
    for name in _DOCUMENTS:
        try:
            to_html(family.text(name))
        except (OSError, TriposError) as error:
            yield f"{name}: {error}"


def prove(family: Family, judge: Judge, seeds: int = SEEDS, tell: Tell | None = None) -> Proof:
    """Judges every variant in one case per seed, by the rule of submissions.

    Raises TriposError where no usable case can be drawn, or a project does not run.
    """
    counts = dict.fromkeys(wanted(family), 0)
    metrics: dict[str, list[float]] = {"healthy": [], "faulty": []}
    again, sound, most = 0, 0, 0.0
    for number in range(seeds):
        if tell:
            tell(f"{family.id}: case {number + 1} of {seeds}")
        case, found = _judged(family, _FIRST + number, judge)
        again += case.attempt
        _runs(case, judge)
        for name in counts:
            counts[name] += found[name]
        for name, values in metrics.items():
            files = judged_files(case.code(name), family)
            values.append(_metric(case, files, judge, number))
        solved = {**case.code("repaired"), GUARD: family.text(GUARD)}
        verdict = judge_case(case, solved, case.cause, judge, _FIRST + number)
        sound += verdict.guard.sound
        most = max(most, verdict.cpu_seconds)
    ranges = {name: _range(values) for name, values in metrics.items()}
    return Proof(
        seeds=seeds, drawn_again=again, accepted=counts, metric=ranges,
        guard_sound=sound, cpu_s=round(most, 2),
    )  # fmt: skip


def _judged(family: Family, seed: int, judge: Judge) -> tuple[Case, dict[str, bool]]:
    """The usable case of a seed, and which variants count as repaired in it.

    The gate is asked only where a variant surprises: it decides whether the case would have been
    served. Raises TriposError if no draw is usable.
    """
    asked, why = wanted(family), ""
    for attempt in range(DRAWS):
        case = Case(family, seed, attempt)
        found = {
            name: accepted(case, judged_files(case.code(name), family), judge, hidden_seeds(seed))
            for name in asked
        }  # fmt: skip
        why = "" if found == asked else fault_of(case, judge)
        if not why:
            return case, found
    raise TriposError(f"{family.id}: seed {seed} gives no usable case: {why}")


def _runs(case: Case, judge: Judge) -> None:
    """Every project that a learner may be given prints a log."""
    where = f"{case.family.id}: seed {case.seed}"
    shown = show_run(case, judged_files(case.code(case.given), case.family), judge)
    if shown.failure:
        raise TriposError(f"{where}: run.py fails: {shown.failure}")
    if not shown.printed.strip():
        raise TriposError(f"{where}: run.py prints nothing")


def _metric(case: Case, files: Mapping[str, bytes], judge: Judge, number: int) -> float:
    try:
        return measure_once(case, files, judge, _FIRST + number).metric
    except BrokenError:
        return float("nan")  # a faulty project may well fail


def _range(values: Iterable[float]) -> tuple[float, float]:
    known = [value for value in values if value == value]  # noqa: PLR0124 - not nan
    return (round(min(known), 4), round(max(known), 4)) if known else (0.0, 0.0)


def proof_problems(family: Family, proof: Proof) -> Iterator[str]:
    """What a proof shows to be wrong with its family."""
    for name, right in wanted(family).items():
        times = proof.accepted.get(name, 0)
        if times != (proof.seeds if right else 0):
            yield f"'{name}' was accepted in {times} of {proof.seeds} cases"
    if proof.guard_sound != proof.seeds:
        yield f"our guard was sound in {proof.guard_sound} of {proof.seeds} cases"
    if proof.cpu_s > MOST_CPU_S:
        yield f"a judgement takes {proof.cpu_s} CPU-s, more than {MOST_CPU_S:g}"
    if proof.drawn_again > proof.seeds:
        yield f"{proof.drawn_again} draws could not be used for {proof.seeds} cases"


def write_proof(family: Family, proof: Proof) -> None:
    """Keeps the figures in the family's folder."""
    text = yaml.safe_dump(proof.model_dump(mode="json"), sort_keys=False)
    (family.folder / "proof.yaml").write_text(text, encoding="utf-8")


def read_proof(family: Family) -> Proof | None:
    """The figures kept in the family's folder; None where it was never proved."""
    path = family.folder / "proof.yaml"
    if not path.exists():
        return None
    return Proof.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def row_of(family: Family, proof: Proof) -> dict[str, Any]:
    """The figures of a proved family, as a row of the table."""
    of = proof.seeds
    others = [proof.accepted[name] for name in proof.accepted if name.startswith("other")]
    cheats = [proof.accepted[name] for name in proof.accepted if name.startswith("cheat_")]
    return {
        "id": family.id, "level": family.card.level, "stack": family.card.stack,
        "line": family.line, "better": family.card.better,
        "healthy_range": proof.metric["healthy"], "faulty_range": proof.metric["faulty"],
        "healthy": f"{proof.accepted['healthy']}/{of}",
        "faulty": f"{proof.accepted['faulty']}/{of}",
        "repaired": f"{proof.accepted['repaired']}/{of}",
        "other": f"{sum(others)}/{of * len(others)}",
        "cheats": f"{sum(cheats)}/{of * len(cheats)}",
        "guard": f"{proof.guard_sound}/{of}", "cpu_s": proof.cpu_s,
    }  # fmt: skip


def kept_rows(families: Iterable[Family]) -> list[dict[str, Any]]:
    """The rows of all families whose figures were kept."""
    proofs = [(family, read_proof(family)) for family in families]
    return [row_of(family, proof) for family, proof in proofs if proof is not None]
