"""A case to take away: its folder as an archive, as `tripos gym start` would have made it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from tripos.labs.gym.case import DATA, mark_of, to_csv
from tripos.labs.gym.workspace import MARK
from tripos.web.access import own
from tripos.web.archive import archive_of, download
from tripos.web.record.gym.cases import case_of, row_of
from tripos.web.record.models import Learner


@own
@require_safe
def folder(request: HttpRequest, learner: Learner, number: int) -> HttpResponse:  # noqa: ARG001
    """The project as it is kept, its data, and the mark by which commands know it."""
    row = row_of(learner, min(number, 2**62))
    if row.project is None:
        return redirect(f"/gym/{row.pk}/")
    case = case_of(row)
    files = {**row.project, DATA: to_csv(case.drawn.table), MARK: mark_of(case)}
    name = f"case-{row.pk}"
    return download(archive_of(name, files), f"{name}.zip", "application/zip")
