"""A lab to take away: its folder as an archive, or a notebook."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tripos.labs import find_lab
from tripos.labs.notebook import notebook_of
from tripos.labs.workspace import MARK
from tripos.web.access import own
from tripos.web.archive import archive_of, download
from tripos.web.record.labs.drafts import draft_of
from tripos.web.record.models import Learner


@own
@require_safe
def folder(request: HttpRequest, learner: Learner, key: str) -> HttpResponse:  # noqa: ARG001
    """Brief and work so far, as `tripos lab start` would have made them."""
    lab = find_lab(key)
    files = {
        **draft_of(learner, lab).files, "brief.md": lab.brief,
        MARK: json.dumps({"lab": lab.id}) + "\n",
    }  # fmt: skip
    return download(archive_of(lab.id, files), f"{lab.id}.zip", "application/zip")


@own
@require_safe
def notebook(request: HttpRequest, learner: Learner, key: str) -> HttpResponse:  # noqa: ARG001
    """Brief and starter as a notebook."""
    lab = find_lab(key)
    return download(notebook_of(lab), "submission.ipynb", "application/x-ipynb+json")
