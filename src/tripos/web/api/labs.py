"""Labs: read, submitted, judged."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status
from pydantic import StringConstraints

from tripos.labs import Lab, all_labs, find_lab
from tripos.web.api.access import caller
from tripos.web.api.shapes import Page, Plain, Problem, Text, Window, job_out, page
from tripos.web.jobs.judges import confinement, may_judge, queue_judging
from tripos.web.record.labs.submissions import best_of, submission_of, submit
from tripos.web.record.models import Submission

router = Router()
_KEY = 2**62
_Name = Annotated[Text, StringConstraints(max_length=80)]


class SubmissionIn(Schema):
    """The files of a submission by name, `submission.py` among them. `practice` runs one's own
    code on one's own machine where it cannot be confined; the result is no evidence."""

    files: dict[_Name, Text] = Field(min_length=1, max_length=64)
    practice: bool = False


def _card(lab: Lab) -> Plain:
    card = lab.card
    return {
        "id": card.id, "title": card.title, "area": card.area, "minutes": card.minutes,
        "competencies": list(card.competencies), "stack": card.stack,
    }  # fmt: skip


def _shown(row: Submission) -> Plain:
    return {
        "id": row.pk, "lab": row.lab, "created": row.created.isoformat(),
        "judged": row.judged.isoformat() if row.judged else None, "judgement": row.judgement,
    }  # fmt: skip


@router.get("/labs", response=Plain, summary="List labs")
def listed(request: HttpRequest) -> Plain:
    """All labs, each with the best result and the number of attempts."""
    best = best_of(caller(request))
    return {"labs": [{**_card(lab), "best": best.get(key)} for key, lab in all_labs().items()]}


@router.get("/labs/{key}", response={200: Plain, 404: Problem}, summary="Read a lab")
def one(request: HttpRequest, key: str) -> Plain:
    """A lab with its brief, starter, limits, and the confinement of this server."""
    caller(request)
    lab = find_lab(key)
    level, reason = confinement()
    return {
        **_card(lab), "weights": dict(lab.card.competencies), "functions": dict(lab.card.functions),
        "data": lab.card.data, "passing": lab.card.passing, "limits": lab.card.limits.model_dump(),
        "brief": lab.brief, "confinement": level.name.lower(), "reason": reason,
        "starter": {name: data.decode() for name, data in lab.starter().items()},
    }  # fmt: skip


@router.get("/submissions", response=Page, summary="List submissions")
def submissions(request: HttpRequest, window: Query[Window]) -> Plain:
    """All submissions with their judgements, the newest first."""
    return page(caller(request).submissions.defer("files"), window, _shown)


@router.post("/labs/{key}/submissions", response={202: Plain, 400: Problem, 404: Problem},
             summary="Submit")  # fmt: skip
def submitted(request: HttpRequest, key: str, given: SubmissionIn) -> Status[Plain]:
    """Stores the files, then judges them as a job to follow."""
    learner, lab = caller(request), find_lab(key)
    may_judge(practice=given.practice)
    row = submit(learner, lab, {name: text.encode() for name, text in given.files.items()})
    job = queue_judging(learner, lab.id, row.pk, practice=given.practice)
    return Status(202, {"submission": _shown(row), "job": job_out(job)})


@router.get("/submissions/{int:key}", response={200: Plain, 404: Problem},
            summary="Read a submission")  # fmt: skip
def judged(request: HttpRequest, key: int) -> Plain:
    """A submission with its files, and the judgement once there is one."""
    row = submission_of(caller(request), min(key, _KEY))
    return {**_shown(row), "files": row.files}
