"""Postings and their corrections."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status

from tripos.errors import TriposError
from tripos.web.api.access import caller
from tripos.web.api.shapes import Page, Plain, Problem, Text, Window, page
from tripos.web.record.day import today
from tripos.web.record.models import Learner, StoredPosting
from tripos.web.record.own import remove_correction, save_correction
from tripos.web.record.postings import add_uploads, posting_of

router = Router()


class PostingIn(Schema):
    """One posting as text, or several with a line of --- between them."""

    text: Text
    name: Text = "posting"


class CorrectionIn(Schema):
    """What a field truly is; skills take +ID or -ID (docs/postings.md)."""

    value: Text


def _shown(row: StoredPosting) -> Plain:
    return {"key": row.pk, **posting_of(row.learner, row).to_json()}


def _row(learner: Learner, key: int) -> StoredPosting:
    found = learner.postings.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


@router.get("/postings", response=Page, summary="List postings")
def listed(request: HttpRequest, window: Query[Window]) -> Plain:
    """The postings with what was read from each."""
    return page(caller(request).postings.select_related("learner"), window, _shown)


@router.post("/postings", response={201: Page, 400: Problem}, summary="Add postings")
def add(request: HttpRequest, posting: PostingIn) -> Status[Plain]:
    """Reads and keeps what is new; 400 if nothing could be read."""
    learner = caller(request)
    last = learner.postings.last()
    added, problems = add_uploads(learner, [(posting.name, posting.text.encode())])
    if not added:
        raise TriposError("; ".join(problems))
    new = learner.postings.filter(pk__gt=last.pk if last else 0)
    return Status(201, page(new, Window(limit=100, offset=0), _shown))


@router.get("/postings/{int:key}", response={200: Plain, 404: Problem}, summary="One posting")
def one(request: HttpRequest, key: int) -> Plain:
    """A posting with its text and readings."""
    row = _row(caller(request), key)
    return {**_shown(row), "text": row.text}


@router.delete("/postings/{int:key}", response={204: None, 404: Problem},
               summary="Remove a posting")  # fmt: skip
def remove(request: HttpRequest, key: int) -> Status[None]:
    """Takes a posting out."""
    _row(caller(request), key).delete()
    return Status(204, None)


@router.put("/postings/{int:key}/corrections/{field}",
            response={200: Plain, 400: Problem, 404: Problem},
            summary="Correct a reading")  # fmt: skip
def correct(request: HttpRequest, key: int, field: Text, correction: CorrectionIn) -> Plain:
    """Sets what a field truly is."""
    learner = caller(request)
    row = _row(learner, key)
    save_correction(learner, posting_of(learner, row), field, correction.value, today())
    return _shown(row)


@router.delete("/postings/{int:key}/corrections/{field}",
               response={200: Plain, 400: Problem, 404: Problem},
               summary="Take a correction back")  # fmt: skip
def undo(request: HttpRequest, key: int, field: Text) -> Plain:
    """The field is as the rules read it again."""
    learner = caller(request)
    row = _row(learner, key)
    remove_correction(learner, posting_of(learner, row), field)
    return _shown(row)
