"""Cases of the gym in the record: begun, counted, judged once, and evidence if confined."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from tripos.belief import Evidence
from tripos.errors import TriposError
from tripos.labs.gym import find_family
from tripos.labs.gym.case import Case, judged_files
from tripos.labs.gym.judging import judge_case, verdict_row
from tripos.labs.judge import Judge
from tripos.labs.judge.job import check_files
from tripos.web.record.day import day_of
from tripos.web.record.knowledge import add_evidence
from tripos.web.record.models import GymAttempt, GymCase, Learner
from tripos.web.record.person import held

GYM = "gym:"  # origins of evidence from verdicts
MOST_CASES, MOST_ATTEMPTS, MOST_HINTS = 2000, 20, 3
# What verdicts say, from even odds: all of it at once, less with every further try and hint.
_SAYS_PASSED, _SAYS_REPAIRED, _SAYS_FAILED = 0.95, 0.75, 0.3
_PER_TRY, _PER_HINT, _LEAST_SAID = 0.06, 0.08, 0.6


@transaction.atomic
def begin(learner: Learner, case: Case, minutes: float | None = None) -> GymCase:
    """Begins a case (proved already); the same one, while it is open, is gone on with."""
    held(learner)
    going = learner.cases.filter(family=case.family.id, seed=case.seed, ended=None).first()
    if going is not None:
        return going
    if learner.cases.count() >= MOST_CASES:
        raise TriposError(f"a record holds at most {MOST_CASES} cases")
    closes = timezone.now() + dt.timedelta(minutes=minutes) if minutes else None
    return GymCase.objects.create(
        learner=learner, family=case.family.id, seed=case.seed, attempt=case.attempt, closes=closes
    )


def case_row(learner: Learner, case: Case) -> GymCase:
    """The learner's row of a case. Raises TriposError if they have not begun it."""
    row = learner.cases.filter(family=case.family.id, seed=case.seed).first()
    if row is None:
        raise TriposError(
            "this case was not begun in this record; begin it with `tripos gym start`"
        )
    return row


def case_of(row: GymCase) -> Case:
    """The case of a row."""
    return Case(find_family(row.family), row.seed, row.attempt)


def count_probe(row: GymCase) -> int:
    """Counts a run of the learner's own; returns how many there are."""
    GymCase.objects.filter(pk=row.pk).update(probes=F("probes") + 1)
    row.refresh_from_db()
    return row.probes


def next_hint(row: GymCase) -> str:
    """The next of three hints. Raises TriposError when all were shown."""
    hints = find_family(row.family).card.hints
    if row.hints >= len(hints):
        raise TriposError("all three hints were shown; `tripos gym solution` tells the story")
    GymCase.objects.filter(pk=row.pk).update(hints=row.hints + 1)
    row.refresh_from_db()
    return hints[row.hints - 1]


def give_up(row: GymCase) -> None:
    """Ends a case whose solution is shown; what is sent afterwards is no evidence."""
    GymCase.objects.filter(pk=row.pk, ended=None).update(ended=timezone.now())
    row.refresh_from_db()


@transaction.atomic
def send(row: GymCase, files: Mapping[str, str], cause: str, evidence: str) -> GymAttempt:
    """Stores a submission. Raises TriposError for what cannot be one."""
    case = case_of(row)
    diagnosis = case.diagnosis(cause)
    check_files(judged_files(files, case.family))
    if row.attempts.count() >= MOST_ATTEMPTS:
        raise TriposError(f"a case takes at most {MOST_ATTEMPTS} submissions; take another one")
    kept = {name: text for name, text in files.items() if name.endswith(".py")}
    return GymAttempt.objects.create(
        case=row, files=kept, cause=diagnosis, evidence=evidence.strip()[:2000]
    )


def judge_attempt(
    attempt: GymAttempt, judge: Judge, tell: Callable[[str], None] | None = None
) -> GymAttempt:
    """Judges a stored submission and writes what came of it, once.

    Raises `ConfinementError` where code may not be run, and `LostError` if the judge was killed.
    """
    if attempt.verdict is not None:
        return attempt
    found = judge_case(case_of(attempt.case), attempt.files, attempt.cause, judge, tell=tell)
    return _write(attempt, verdict_row(found), timezone.now())


@transaction.atomic
def _write(attempt: GymAttempt, verdict: dict[str, Any], now: dt.datetime) -> GymAttempt:
    locked = (
        GymAttempt.objects.select_for_update(of=("self",))
        .select_related("case__learner__user")
        .filter(pk=attempt.pk)
        .first()
    )
    if locked is None:
        raise TriposError("the submission was deleted meanwhile; nothing was stored")
    if locked.verdict is not None:
        return locked
    locked.verdict, locked.judged = verdict, now
    locked.save(update_fields=["verdict", "judged"])
    row = locked.case
    late = row.closes is not None and locked.created > row.closes
    if row.ended is None and not verdict["practice"] and not late:
        _say(locked, now)
    if verdict["passed"] and row.ended is None:
        GymCase.objects.filter(pk=row.pk).update(ended=now)
    return locked


def _say(attempt: GymAttempt, now: dt.datetime) -> None:
    """Writes evidence: of a pass, the less the more tries and hints it took; of a first failure."""
    row, verdict = attempt.case, attempt.verdict or {}
    tries = row.attempts.filter(pk__lt=attempt.pk).count()
    if verdict["passed"] or verdict["repaired"]:
        base = _SAYS_PASSED if verdict["passed"] else _SAYS_REPAIRED
        says = max(_LEAST_SAID, base - _PER_TRY * tries - _PER_HINT * row.hints)
    elif tries == 0:
        says = _SAYS_FAILED
    else:
        return
    card = find_family(row.family).card
    word = "passed" if verdict["passed"] else "repaired" if verdict["repaired"] else "not repaired"
    origin = f"{GYM}{row.family}:{row.seed}"
    rows = row.learner.evidence.filter(origin=origin, corrected_by=None).exclude(says=None)
    former = {one.competency: one.pk for one in rows}
    for key, weight in card.competencies.items():
        item = Evidence(key, "lab", says, weight, f"Gym case {row.family}: {word}", day_of(now))
        add_evidence(row.learner, [item], origin, former.get(key), at=now)


def attempt_out(attempt: GymAttempt) -> dict[str, Any]:
    """A judged submission with what was used to get there."""
    assert attempt.verdict is not None
    return {**attempt.verdict, "probes": attempt.case.probes, "hints": attempt.case.hints}
