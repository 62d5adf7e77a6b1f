"""The gym: cases begun, run, hinted at, submitted, judged."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status
from pydantic import StringConstraints

from tripos.errors import TriposError
from tripos.labs.gym import all_families
from tripos.labs.gym.debrief import debrief
from tripos.web.api.access import caller
from tripos.web.api.shapes import Page, Plain, Problem, Text, Window, job_out, page
from tripos.web.jobs.judges import may_judge, queue_gym
from tripos.web.jobs.queue import GYM, GYM_CASE, GYM_RUN
from tripos.web.record.gym.attempts import attempt_of, send
from tripos.web.record.gym.cases import begin, case_of, give_up, keep, next_hint, row_of
from tripos.web.record.gym.choice import ON_CALL, choose_for
from tripos.web.record.models import GymAttempt, GymCase

router = Router()
_KEY = 2**62
_Name = Annotated[Text, StringConstraints(max_length=80)]


class CaseIn(Schema):
    """Which case: of a family, of a level, of a seed, of a week; nothing: one that fits.
    `on_call` gives 25 minutes."""

    family: _Name | None = None
    level: int | None = Field(None, ge=1, le=5)
    seed: int | None = Field(None, ge=0, lt=2**31)
    challenge: _Name | None = None
    on_call: bool = False
    practice: bool = False


class ProjectIn(Schema):
    """The Python files of a project by name, `pipeline.py` among them."""

    files: dict[_Name, Text] = Field(min_length=1, max_length=64)
    practice: bool = False


class AttemptIn(ProjectIn):
    """A project with its diagnosis: one code, or two joined by a plus."""

    cause: Text = Field(max_length=120)
    evidence: Text = Field("", max_length=2000)


def _shown(row: GymCase) -> Plain:
    """A case; its family is not told while it is open."""
    return {
        "id": row.pk, "family": row.family if row.ended else None, "seed": row.seed,
        "challenge": row.week or None, "ready": row.project is not None,
        "started": row.started.isoformat(), "closes": row.closes and row.closes.isoformat(),
        "ended": row.ended and row.ended.isoformat(), "probes": row.probes, "hints": row.hints,
    }  # fmt: skip


def _attempt_out(one: GymAttempt) -> Plain:
    return {
        "id": one.pk, "case": one.case_id, "cause": one.cause, "evidence": one.evidence,
        "created": one.created.isoformat(), "judged": one.judged and one.judged.isoformat(),
        "verdict": one.verdict,
    }  # fmt: skip


@router.get("/gym/families", response=Plain, summary="List families of faults")
def families(request: HttpRequest) -> Plain:
    """All kinds of fault that cases are made of."""
    caller(request)
    return {"families": [family.card.listed() for family in all_families().values()]}


@router.get("/gym/cases", response=Page, summary="List cases")
def cases(request: HttpRequest, window: Query[Window]) -> Plain:
    """All cases, the newest first."""
    return page(caller(request).cases.defer("log", "curves"), window, _shown)


@router.post("/gym/cases", response={202: Plain, 400: Problem, 404: Problem},
             summary="Begin a case")  # fmt: skip
def begun(request: HttpRequest, given: CaseIn) -> Status[Plain]:
    """Draws a case and proves it as a job to follow."""
    learner = caller(request)
    may_judge(practice=given.practice)
    family, seed = choose_for(learner, given.family, given.level, given.seed, given.challenge)
    row = begin(learner, family, seed, ON_CALL if given.on_call else None, given.challenge or "")
    job = queue_gym(learner, GYM_CASE, {"case": row.pk}, practice=given.practice)
    return Status(202, {"case": _shown(row), "job": job_out(job)})


@router.get("/gym/cases/{int:key}", response={200: Plain, 404: Problem}, summary="Read a case")
def one(request: HttpRequest, key: int) -> Plain:
    """A case with its project, the log and curves of the last run, and what may be its cause."""
    row = row_of(caller(request), min(key, _KEY))
    if row.project is None:
        return _shown(row)
    case = case_of(row)
    return {
        **_shown(row), "files": row.project, "log": row.log, "curves": row.curves,
        "causes": case.causes, "hints_shown": list(case.family.card.hints[: row.hints]),
        "attempts": [_attempt_out(attempt) for attempt in row.attempts.defer("files")],
    }  # fmt: skip


@router.post("/gym/cases/{int:key}/runs", response={202: Plain, 400: Problem, 404: Problem},
             summary="Run a project")  # fmt: skip
def run(request: HttpRequest, key: int, given: ProjectIn) -> Status[Plain]:
    """Keeps the files and runs them as a job to follow; it counts as a probe."""
    learner = caller(request)
    row = _ready(row_of(learner, min(key, _KEY)))
    may_judge(practice=given.practice)
    row = keep(row, given.files)
    params = {"case": row.pk, "number": row.number}
    return Status(202, {"job": job_out(queue_gym(learner, GYM_RUN, params,
                                                 practice=given.practice))})  # fmt: skip


@router.post("/gym/cases/{int:key}/hints", response={200: Plain, 400: Problem, 404: Problem},
             summary="Show the next hint")  # fmt: skip
def hint(request: HttpRequest, key: int) -> Plain:
    """One of three; each makes a pass say a little less."""
    return {"hint": next_hint(_ready(row_of(caller(request), min(key, _KEY))))}


@router.post("/gym/cases/{int:key}/attempts", response={202: Plain, 400: Problem, 404: Problem},
             summary="Submit a project")  # fmt: skip
def submitted(request: HttpRequest, key: int, given: AttemptIn) -> Status[Plain]:
    """Stores the project with its diagnosis, then judges it as a job to follow."""
    learner = caller(request)
    row = _ready(row_of(learner, min(key, _KEY)))
    may_judge(practice=given.practice)
    attempt = send(row, given.files, given.cause, given.evidence)
    params = {"case": row.pk, "attempt": attempt.pk}
    job = queue_gym(learner, GYM, params, practice=given.practice)
    return Status(202, {"attempt": _attempt_out(attempt), "job": job_out(job)})


@router.get("/gym/attempts/{int:key}", response={200: Plain, 404: Problem},
            summary="Read a submission to a case")  # fmt: skip
def judged(request: HttpRequest, key: int) -> Plain:
    """A submission with its files, and the verdict once there is one."""
    found = attempt_of(caller(request), min(key, _KEY))
    return {**_attempt_out(found), "files": found.files}


@router.post("/gym/cases/{int:key}/solution", response={200: Plain, 400: Problem, 404: Problem},
             summary="End a case and read its solution")  # fmt: skip
def solution(request: HttpRequest, key: int) -> Plain:
    """The story, the difference to a sound project, and a guard; what is sent after it is no
    evidence."""
    row = _ready(row_of(caller(request), min(key, _KEY)))
    give_up(row)
    told = debrief(case_of(row))
    return {**_shown(row), "cause": told.cause, "story": told.story, "diff": told.diff,
            "guard": told.guard}  # fmt: skip


def _ready(row: GymCase) -> GymCase:
    if row.project is None:
        raise TriposError("the case is not ready yet; its job tells when it is")
    return row
