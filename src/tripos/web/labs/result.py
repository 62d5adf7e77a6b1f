"""A submission: how its judging goes, and what came of it, beside the code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tripos.atlas import load_atlas
from tripos.errors import UnknownIdError
from tripos.labs import all_labs, find_lab
from tripos.web.access import own
from tripos.web.jobs.judges import may_judge, queue_judging
from tripos.web.jobs.queue import LAB
from tripos.web.jobs.views import job_about, share_of
from tripos.web.labs.code import feedback, shown
from tripos.web.record.day import today
from tripos.web.record.knowledge import belief_from, belief_of, evidence_of, evidence_rows
from tripos.web.record.labs.drafts import save_draft
from tripos.web.record.labs.submissions import LAB as LAB_ORIGIN
from tripos.web.record.labs.submissions import submission_of
from tripos.web.record.models import Job, Learner, Submission
from tripos.web.record.own import catalog_of
from tripos.web.record.person import person_of


@own
@require_safe
def result(request: HttpRequest, learner: Learner, key: str, number: int) -> HttpResponse:
    """One submission of the lab."""
    row = _row(learner, key, number)
    lab = all_labs().get(row.lab)
    job = _job_of(learner, row)
    context: dict[str, Any] = {
        "row": row, "lab": lab, "title": lab.card.title if lab else row.lab, "job": job,
        "share": share_of(job) if job else None, "found": row.judgement,
    }  # fmt: skip
    notes = feedback(row.files, row.judgement, lab) if row.judgement else []
    context["files"] = shown(row.files, notes)
    context["elsewhere"] = [one for one, line in notes if line is None]
    context["line_of"] = {one["name"]: line for one, line in notes if line is not None}
    if row.judgement:
        context["moved"] = _moved(learner, row)
        context["per_cent"] = round(100 * row.judgement["score"] / max(row.judgement["max"], 1e-9))
    return render(request, "labs/result.html", context)


def _row(learner: Learner, key: str, number: int) -> Submission:
    row = submission_of(learner, min(number, 2**62))
    if row.lab != key:
        raise UnknownIdError("submission", str(number), ())
    return row


def _job_of(learner: Learner, row: Submission) -> Job | None:
    """The newest job for this submission while there is no judgement."""
    return None if row.judgement else job_about(learner, [LAB], "submission", row.pk)


def _moved(learner: Learner, row: Submission) -> list[Mapping[str, Any]]:
    """What this submission's evidence does to the belief of its competencies, as of today."""
    mine = [
        one.pk for one in evidence_rows(learner)
        if one.origin == f"{LAB_ORIGIN}{row.lab}" and one.at == row.judged
    ]  # fmt: skip
    if not mine:
        return []
    atlas, after = load_atlas(), belief_of(learner)
    rest = evidence_of(learner, without=mine)
    before = belief_from(person_of(learner), catalog_of(learner), rest, today())
    touched = {one.competency for one in evidence_rows(learner) if one.pk in mine}
    return [
        {"item": atlas[key], "before": before[key].p, "after": after[key].p}
        for key in sorted(touched, key=lambda one: before[one].p - after[one].p)
    ]


@own
@require_POST
def judge_again(request: HttpRequest, learner: Learner, key: str, number: int) -> HttpResponse:
    """Queues a submission that waits because its judging was stopped."""
    row = _row(learner, key, number)
    if row.judgement is None:
        practice = bool(request.POST.get("practice"))
        may_judge(practice=practice)
        queue_judging(learner, row.lab, row.pk, practice=practice)
    return redirect(f"/labs/{row.lab}/{row.pk}/")


@own
@require_POST
def edit(request: HttpRequest, learner: Learner, key: str, number: int) -> HttpResponse:  # noqa: ARG001
    """Goes on from this submission: it becomes the draft."""
    row = _row(learner, key, number)
    lab = find_lab(row.lab)
    save_draft(learner, lab, {name: text.encode() for name, text in row.files.items()})
    return redirect(f"/labs/{lab.id}/#work")
