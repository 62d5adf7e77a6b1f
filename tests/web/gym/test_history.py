"""What cases say together, and that they leave and enter a record whole."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from tests.web.browser.played import FAMILY
from tripos.labs.gym.case import Case
from tripos.web.record.gym.attempts import send
from tripos.web.record.gym.cases import begin, give_up
from tripos.web.record.gym.exchange import CasePart, case_rows, fill_cases
from tripos.web.record.gym.history import history_of
from tripos.web.record.models import GymAttempt, GymCase, Learner

pytestmark = pytest.mark.django_db

VERDICT: dict[str, Any] = {
    "passed": False, "repaired": False, "metric": 0.5, "line": 0.8, "recovered": 0, "runs": 5,
    "metric_recovered": False,
    "invariants": [], "cause_right": False, "failure": "", "confinement": "full",
    "guard": {"caught": 0, "of": 4, "healthy_passed": 3, "healthy_of": 3}, "practice": False,
    "cpu_seconds": 1.0,
}  # fmt: skip


def _played(learner: Learner, seed: int, causes: list[str], *, end: bool = True) -> GymCase:
    """A case with submissions, the last of which solves it where it names its cause."""
    row = begin(learner, FAMILY, seed)
    code = Case(FAMILY, seed).code("faulty")
    GymCase.objects.filter(pk=row.pk).update(project=code, number=1)
    row.refresh_from_db()
    for minute, cause in enumerate(causes, 1):
        one = send(row, code, cause, "")
        right = cause == Case(FAMILY, seed).cause
        GymAttempt.objects.filter(pk=one.pk).update(
            verdict=VERDICT | {"cause_right": right, "passed": right, "repaired": right},
            created=row.started + dt.timedelta(minutes=10 * minute), judged=timezone.now(),
        )  # fmt: skip
    if end:
        give_up(row)
    return row


def _faulty() -> list[int]:
    return [seed for seed in range(60) if Case(FAMILY, seed).given == "faulty"]


def test_blind_spots(learner: Learner) -> None:
    """A kind whose cause is mostly missed at first, how long it took, and what it was taken for."""
    cause = FAMILY.card.cause
    wrong = next(code for code in FAMILY.card.causes if code != cause)
    first, second, third, fourth = _faulty()[:4]
    _played(learner, first, [wrong, cause])
    _played(learner, second, [wrong])
    _played(learner, third, [cause])
    _played(learner, fourth, [cause], end=False)

    found = history_of(learner)

    assert (1, 2) == (found.families, found.solved)
    (kind,) = found.kinds
    assert (3, 1, 2, 15.0, True) == (
        kind.cases, kind.at_once, kind.solved, kind.minutes, kind.blind
    )  # fmt: skip
    (confusion,) = found.confusions
    assert 2 == confusion.times
    assert FAMILY.card.causes[wrong] == confusion.named


def test_out_and_in_again(learner: Learner) -> None:
    """Every field of every case and submission."""
    _played(learner, 1, ["nothing", "nothing"])
    _played(learner, 2, [])
    told = case_rows(learner)

    learner.cases.all().delete()
    fill_cases(learner, [CasePart.model_validate(one) for one in told])

    assert told == case_rows(learner)
