"""The plan for other programs: a calendar that stays current, and files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from django.http import Http404, HttpRequest, HttpResponse

from tripos.errors import TriposError
from tripos.plan import Plan, read_plan, to_csv, to_ics, to_markdown
from tripos.web.access import own
from tripos.web.record.models import Learner, StoredPlan
from tripos.web.record.plans import current_plan

_CALENDAR = "text/calendar; charset=utf-8"
_FORMS: Mapping[str, tuple[str, Callable[[Plan, StoredPlan], str]]] = {
    "ics": (_CALENDAR, lambda plan, row: to_ics(plan, row.created)),
    "csv": ("text/csv; charset=utf-8", lambda plan, _: to_csv(plan)),
    "md": ("text/markdown; charset=utf-8", lambda plan, _: to_markdown(plan)),
    "json": ("application/json", lambda plan, _: json.dumps(plan.to_json(), indent=2)),
}


@own
def download(request: HttpRequest, learner: Learner, form: str) -> HttpResponse:  # noqa: ARG001
    """The plan in force as a file."""
    if form not in _FORMS:
        raise Http404
    stored = current_plan(learner)
    if stored is None:
        raise TriposError("there is no plan yet; make one first")
    kind, write = _FORMS[form]
    response = HttpResponse(write(read_plan(stored.data, "the plan"), stored), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="tripos-plan.{form}"'
    return response


def feed(request: HttpRequest, feed: str) -> HttpResponse:  # noqa: ARG001
    """The calendar under its secret address: programs that read it cannot log in."""
    learner = Learner.objects.filter(feed=feed, user__is_active=True).first()
    if learner is None:
        raise Http404
    stored = current_plan(learner)
    if stored is None:
        return HttpResponse(_EMPTY, content_type=_CALENDAR)
    text = to_ics(read_plan(stored.data, "the plan"), stored.created)
    response = HttpResponse(text, content_type=_CALENDAR)
    response["Cache-Control"] = "private, max-age=300"
    return response


_EMPTY = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Tripos//Plan//EN\r\nX-WR-CALNAME:Tripos plan\r\n"
    "END:VCALENDAR\r\n"
)
