"""What a learner's cases say together: families met, time to diagnose, and blind spots."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from tripos.labs.gym import all_families
from tripos.labs.gym.case import codes_of
from tripos.labs.gym.family import NOTHING
from tripos.web.record.gym.cases import case_of
from tripos.web.record.models import GymAttempt, GymCase, Learner

_FEW = 2  # cases of a kind below which it is called no blind spot
_BLIND = 0.5  # share diagnosed at the first try below which a kind is one


@dataclass(frozen=True, slots=True)
class Kind:
    """How the cases of one kind of fault went: how many, diagnosed right at the first try, solved
    at all, and the median minutes to the right diagnosis."""

    name: str
    cases: int
    at_once: int
    solved: int
    minutes: float | None

    @property
    def blind(self) -> bool:
        """Whether its cause is mostly missed at first sight."""
        return self.cases >= _FEW and self.at_once < _BLIND * self.cases


@dataclass(frozen=True, slots=True)
class Confusion:
    """A cause that was named where it was another one, and how often."""

    named: str
    right: str
    times: int


@dataclass(frozen=True, slots=True)
class History:
    """All of it."""

    families: int  # met
    solved: int
    kinds: tuple[Kind, ...]
    confusions: tuple[Confusion, ...]


def outcome_of(attempts: Iterable[GymAttempt]) -> Mapping[str, bool]:
    """Whether a case was solved, and whether its cause was named at the first try."""
    judged = [one for one in attempts if one.verdict]
    return {
        "solved": any(one.verdict["passed"] for one in judged if one.verdict),
        "at_once": bool(judged and judged[-1].verdict and judged[-1].verdict["cause_right"]),
    }


def minutes_to_diagnose(row: GymCase, attempts: Iterable[GymAttempt]) -> float | None:
    """Minutes from the start of a case to the first submission that named its cause."""
    right = [one.created for one in attempts if one.verdict and one.verdict["cause_right"]]
    return (min(right) - row.started).total_seconds() / 60 if right else None


def _light(learner: Learner) -> QuerySet[GymCase]:
    """The cases with their attempts, without the files and logs, which are most of their weight."""
    attempts = Prefetch("attempts", GymAttempt.objects.defer("files"))
    return learner.cases.defer("project", "log", "curves").prefetch_related(attempts)


def case_rows(learner: Learner) -> list[dict[str, Any]]:
    """Cases begun, the newest first, as plain values; the family of an open one is not told."""
    known = all_families()
    found = []
    for row in _light(learner):
        attempts = list(row.attempts.all())
        minutes = (row.ended - row.started).total_seconds() / 60 if row.ended else None
        title = known[row.family].card.title if row.family in known else row.family
        found.append({
            "id": row.pk, "family": row.family if row.ended else None,
            "title": title if row.ended else None, "seed": row.seed,
            "week": row.week, "started": row.started.isoformat(timespec="seconds"),
            "passed": outcome_of(attempts)["solved"],
            "minutes": round(minutes, 1) if minutes is not None else None,
            "attempts": sum(one.verdict is not None for one in attempts),
            "probes": row.probes, "hints": row.hints,
        })  # fmt: skip
    return found


def history_of(learner: Learner) -> History:
    """What the cases of a learner say together. Those without a submission say nothing, and of one
    that is open it is not told what it was."""
    known = all_families()
    told: dict[str, list[tuple[Mapping[str, bool], float | None]]] = {}
    confused: Counter[tuple[str, str]] = Counter()
    met, solved = set(), 0
    for row in _light(learner).filter(ended__isnull=False):
        attempts = list(row.attempts.all())  # the newest first
        family = known.get(row.family)
        if family is None or not any(one.verdict for one in attempts):
            continue
        outcome = outcome_of(attempts)
        met.add(row.family)
        solved += outcome["solved"]
        told.setdefault(family.card.family, []).append(
            (outcome, minutes_to_diagnose(row, attempts))
        )
        confused.update(_confusions(row, attempts))
    kinds = [_kind(name, cases) for name, cases in told.items()]
    return History(
        len(met), solved,
        tuple(sorted(kinds, key=lambda one: (not one.blind, -one.cases, one.name))),
        tuple(Confusion(named, right, times) for (named, right), times in confused.most_common(8)),
    )  # fmt: skip


def _kind(name: str, cases: list[tuple[Mapping[str, bool], float | None]]) -> Kind:
    minutes = [one for _, one in cases if one is not None]
    return Kind(
        name, len(cases), sum(one["at_once"] for one, _ in cases),
        sum(one["solved"] for one, _ in cases), statistics.median(minutes) if minutes else None,
    )  # fmt: skip


def _confusions(row: GymCase, attempts: Iterable[GymAttempt]) -> Iterable[tuple[str, str]]:
    case = case_of(row)
    words = {**case.causes, NOTHING: "nothing is wrong"}
    right = " and ".join(words[code] for code in codes_of(case.cause))
    for one in attempts:
        if one.verdict and not one.verdict["cause_right"]:
            named = " and ".join(words.get(code, code) for code in codes_of(one.cause))
            yield named, right
