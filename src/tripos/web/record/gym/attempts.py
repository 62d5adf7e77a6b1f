"""Submissions to cases: durable before they are judged, judged once, and evidence if confined."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from tripos.belief import Evidence
from tripos.errors import TriposError, UnknownIdError
from tripos.labs.gym import find_family
from tripos.labs.gym.case import code_of
from tripos.labs.gym.judging import judge_case, verdict_row
from tripos.labs.judge import Judge
from tripos.web.record.day import day_of
from tripos.web.record.gym.cases import case_of, check_project
from tripos.web.record.knowledge import add_evidence
from tripos.web.record.models import GymAttempt, GymCase, Learner
from tripos.web.record.person import held

GYM = "gym:"  # origins of evidence from verdicts
MOST = 20  # submissions to a case
MOST_WAITING = 5  # of one learner at the same time
# What verdicts say, from even odds: all of it at once, less with every further try and hint.
_SAYS_PASSED, _SAYS_REPAIRED, _SAYS_FAILED = 0.95, 0.75, 0.3
_PER_TRY, _PER_HINT, _LEAST_SAID = 0.06, 0.08, 0.6


@transaction.atomic
def send(row: GymCase, files: Mapping[str, str], cause: str, evidence: str) -> GymAttempt:
    """Stores a submission. Raises TriposError for what cannot be one."""
    held(row.learner)
    case = case_of(row)
    diagnosis = case.diagnosis(cause)
    check_project(files, row)
    if row.attempts.count() >= MOST:
        raise TriposError(f"a case takes at most {MOST} submissions; take another one")
    if waiting_of(row.learner) >= MOST_WAITING:
        raise TriposError(f"{MOST_WAITING} submissions wait to be judged already; wait for one")
    return GymAttempt.objects.create(
        case=row, files=code_of(files), cause=diagnosis, evidence=evidence.strip()[:2000]
    )


def waiting_of(learner: Learner) -> int:
    """How many submissions of a learner wait to be judged."""
    return GymAttempt.objects.filter(case__learner=learner, verdict__isnull=True).count()


def attempt_of(learner: Learner, key: int) -> GymAttempt:
    """The learner's submission numbered `key`. Raises UnknownIdError if they have none such."""
    found = (
        GymAttempt.objects.select_related("case__learner")
        .filter(pk=key, case__learner=learner)
        .first()
    )
    if found is None:
        raise UnknownIdError("submission", str(key), ())
    return found


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
        item = Evidence(key, "lab", says, weight, f"Gym case {row.pk}: {word}", day_of(now))
        add_evidence(row.learner, [item], origin, former.get(key), at=now)


def attempt_out(attempt: GymAttempt) -> dict[str, Any]:
    """A judged submission with what was used to get there."""
    assert attempt.verdict is not None
    return {**attempt.verdict, "probes": attempt.case.probes, "hints": attempt.case.hints}
