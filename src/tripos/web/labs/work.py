"""What is done with the work on a lab: kept, checked, submitted, uploaded, begun anew."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from tripos.decide.words import sentence
from tripos.errors import TriposError
from tripos.labs import Lab, find_lab
from tripos.labs.judge.job import MAX_FILES, MAX_FILES_BYTES
from tripos.labs.upload import files_of
from tripos.web.access import own
from tripos.web.jobs.judges import may_judge, queue_judging
from tripos.web.jobs.queue import CHECK, enqueue
from tripos.web.labs.views import show_lab
from tripos.web.record.labs.drafts import begin_anew, draft_of, save_draft
from tripos.web.record.labs.submissions import submit
from tripos.web.record.models import Draft, Learner
from tripos.web.sentences import status_of
from tripos.web.whole import whole_number

_FIELD = "file:"


@own
@require_POST
def work(request: HttpRequest, learner: Learner, key: str) -> HttpResponse:
    """Keeps what was written; then checks or submits it if that was the button."""
    lab = find_lab(key)
    typed = {
        name.removeprefix(_FIELD): str(text).replace("\r\n", "\n")
        for name, text in request.POST.items() if name.startswith(_FIELD)
    }  # fmt: skip
    try:
        files = {name: text.encode() for name, text in typed.items()}
        draft = save_draft(learner, lab, files, whole_number(request.POST.get("number", "")))
        return _go_on(request, learner, draft, lab)
    except (TriposError, UnicodeEncodeError) as error:
        told = error if isinstance(error, TriposError) else TriposError("holds broken characters")
        return _refused(request, learner, lab, typed, told)


def _go_on(request: HttpRequest, learner: Learner, draft: Draft, lab: Lab) -> HttpResponse:
    action, practice = request.POST.get("action", ""), bool(request.POST.get("practice"))
    if action == "check":
        may_judge(practice=practice)
        params = {"lab": lab.id, "number": draft.number, "practice": practice}
        enqueue(learner, CHECK, params)
        return redirect(f"/labs/{lab.id}/#work")
    if action == "submit":
        may_judge(practice=practice)
        files = {name: text.encode() for name, text in draft.files.items()}
        row = submit(learner, lab, files)
        queue_judging(learner, lab.id, row.pk, practice=practice)
        return redirect(f"/labs/{lab.id}/{row.pk}/")
    messages.success(request, "Kept.")
    return redirect(f"/labs/{lab.id}/#work")


def _refused(
    request: HttpRequest, learner: Learner, lab: Lab, typed: dict[str, str], error: TriposError
) -> HttpResponse:
    """The page with what was typed, which is in the record only if it could be kept."""
    stored = draft_of(learner, lab)
    shown = Draft(
        learner=learner, lab=lab.id, files=typed or stored.files, number=stored.number,
        updated=timezone.now(),
    )  # fmt: skip
    status = status_of(error)
    return show_lab(request, learner, lab, shown, error=sentence(str(error)), status=status)


@own
@require_POST
def upload(request: HttpRequest, learner: Learner, key: str) -> HttpResponse:
    """Takes files in place of the draft; nothing of them is run before it is submitted."""
    lab = find_lab(key)
    sent = request.FILES.getlist("files")
    try:
        if len(sent) > MAX_FILES or sum(file.size or 0 for file in sent) > MAX_FILES_BYTES:
            raise TriposError(
                f"a submission may have at most {MAX_FILES} files and {MAX_FILES_BYTES >> 20} MB"
            )
        files = files_of([(file.name or "file", file.read()) for file in sent])
        draft = save_draft(learner, lab, files)
    except TriposError as error:
        return _refused(request, learner, lab, {}, error)
    messages.success(request, f"Taken in: {', '.join(draft.files)}.")
    return redirect(f"/labs/{lab.id}/#work")


@own
@require_POST
def anew(request: HttpRequest, learner: Learner, key: str) -> HttpResponse:
    """Puts the starter back; what was submitted stays."""
    lab = find_lab(key)
    begin_anew(learner, lab)
    messages.success(request, "The starter is back. What you submitted is still there.")
    return redirect(f"/labs/{lab.id}/#work")
