"""Submissions: durable before they are judged, judged once, and evidence if they were confined."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from tripos.belief import Evidence
from tripos.errors import TriposError, UnknownIdError
from tripos.labs import Judgement, Lab, find_lab, judge_submission, judgement_row
from tripos.labs.judge import Judge
from tripos.labs.judge.job import check_files
from tripos.web.record.day import day_of
from tripos.web.record.knowledge import add_evidence, evidence_rows
from tripos.web.record.models import Learner, Submission
from tripos.web.record.person import held

LAB = "lab:"  # origins of evidence from judgements
MOST = 2000  # submissions that a record holds
MOST_WAITING = 25  # of one learner at the same time
_FRESH = dt.timedelta(days=30)  # so long, an attempt replaces the one before
# What judgements say, from even odds; one that fails says the less the nearer it came.
_SAYS_FULL, _SAYS_PASSED, _SAYS_NOTHING, _SAYS_NEARLY = 0.97, 0.9, 0.15, 0.45


def texts_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """The files of a submission as texts. Raises TriposError for what cannot be one."""
    check_files(files)
    texts = {}
    for name, content in files.items():
        try:
            texts[name] = content.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            raise TriposError(f"{name}: is not text in UTF-8") from None
        if "\x00" in texts[name]:
            raise TriposError(f"{name}: holds zero bytes")
    return texts


@transaction.atomic
def submit(learner: Learner, lab: Lab, files: Mapping[str, bytes]) -> Submission:
    """Stores files as a submission. Raises TriposError for what cannot be one."""
    texts = texts_of(files)
    held(learner)
    if learner.submissions.count() >= MOST:
        raise TriposError(f"a record holds at most {MOST} submissions")
    if learner.submissions.filter(judgement__isnull=True).count() >= MOST_WAITING:
        raise TriposError(
            f"{MOST_WAITING} submissions wait to be judged already; wait until some are"
        )
    return Submission.objects.create(learner=learner, lab=lab.id, files=texts)


def submission_of(learner: Learner, key: int) -> Submission:
    """The learner's submission numbered `key`. Raises UnknownIdError if they have none such."""
    found = learner.submissions.filter(pk=key).first()
    if found is None:
        raise UnknownIdError("submission", str(key), ())
    return found


def waiting_of(learner: Learner) -> list[Submission]:
    """The submissions that were stored and not judged yet, oldest first."""
    return list(learner.submissions.filter(judgement__isnull=True).order_by("id"))


def judge_stored(
    submission: Submission, judge: Judge, tell: Callable[[str], None] | None = None
) -> Submission:
    """Judges a stored submission and writes what came of it, once; judging it again is nothing.

    Raises `ConfinementError` where code may not be run, and `LostError` if the judge was killed:
    the submission waits, and can be judged again.
    """
    if submission.judgement is not None:
        return submission
    lab = find_lab(submission.lab)
    files = {name: text.encode() for name, text in submission.files.items()}
    found = judge_submission(lab, files, judge, secrets.randbelow(2**31), tell=tell)
    return _write(submission, lab, found, timezone.now())


def best_of(learner: Learner) -> dict[str, dict[str, Any]]:
    """The best judgement of each lab that was submitted, with the number of attempts."""
    found: dict[str, dict[str, Any]] = {}
    rows = learner.submissions.order_by("id").values_list("lab", "judgement")
    for lab, judgement in rows:
        one = found.setdefault(lab, {"attempts": 0, "score": None, "max": None, "passed": False})
        one["attempts"] += 1
        if judgement and (one["score"] is None or judgement["score"] > one["score"]):
            one |= {key: judgement[key] for key in ("score", "max")}
        if judgement and judgement["passed"]:
            one["passed"] = True
    return found


@transaction.atomic
def _write(submission: Submission, lab: Lab, found: Judgement, now: dt.datetime) -> Submission:
    locked = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("learner__user")
        .filter(pk=submission.pk)
        .first()
    )
    if locked is None:
        raise TriposError("the submission was deleted meanwhile; nothing was stored")
    if locked.judgement is not None:
        return locked
    locked.judgement, locked.seed, locked.judged = judgement_row(found), found.seed, now
    locked.save(update_fields=["judgement", "seed", "judged"])
    if not found.practice:
        _say(locked, lab, found, now)
    return locked


def _say(row: Submission, lab: Lab, found: Judgement, now: dt.datetime) -> None:
    """Writes what the judgement says. The best attempt of a lab speaks for it: a better one takes
    the place of what was said before, the same again says something new only after a while."""
    share = found.score / found.most
    if found.passed:
        says = _SAYS_FULL if share >= 1 else _SAYS_PASSED
    else:
        says = _SAYS_NOTHING + (_SAYS_NEARLY - _SAYS_NOTHING) * share / lab.card.passing
    origin = f"{LAB}{lab.id}"
    said = {one.competency: one for one in evidence_rows(row.learner) if one.origin == origin}
    word = f"{found.score:g} of {found.most:g} points"
    for key, weight in lab.card.competencies.items():
        former = said.get(key)
        fresh = former is not None and now - former.at < _FRESH
        if former is not None and fresh and (former.says or 0.0) >= says:
            continue
        item = Evidence(key, "lab", says, weight, f"Lab {lab.card.title}: {word}", day_of(now))
        add_evidence(
            row.learner, [item], origin, former.pk if former and fresh else None, at=now
        )  # fmt: skip
