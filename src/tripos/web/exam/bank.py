"""What the bank covers, and questions called faulty."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from tripos.atlas import load_atlas
from tripos.content import nearest
from tripos.errors import UnknownIdError
from tripos.exam import all_generators
from tripos.exam.bank import by_competency
from tripos.web.access import own
from tripos.web.record.exams.flags import flag
from tripos.web.record.models import Learner
from tripos.web.whole import whole_number


@own
@require_safe
def coverage(request: HttpRequest, learner: Learner) -> HttpResponse:  # noqa: ARG001
    """How many questions test what: by area, or by competency of one area."""
    atlas, tested = load_atlas(), by_competency()
    area = request.GET.get("area", "")
    if area and area not in atlas.areas:
        raise UnknownIdError("area", area, nearest(area, atlas.areas))
    context: dict[str, Any] = {"generators": len(all_generators()), "tested": len(tested)}
    if area:
        context |= {"area": atlas.areas[area], "rows": [
            (item, tested.get(item.id, ())) for item in atlas.select(area=area)
        ]}  # fmt: skip
    else:
        context["areas"] = [
            (one, len(members), sum(1 for item in members if item.id in tested),
             sum(len(tested.get(item.id, ())) for item in members))
            for key, one in atlas.areas.items() if (members := atlas.select(area=key))
        ]  # fmt: skip
    return render(request, "exam/bank.html", context)


@own
@require_POST
def flag_question(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Keeps the learner's word that a question is faulty, for its authors."""
    seed = whole_number(request.POST.get("seed", ""))
    if seed is None:
        raise UnknownIdError("variant", request.POST.get("seed", "")[:20], ())
    flag(learner, request.POST.get("question", ""), seed, request.POST.get("reason", ""))
    messages.success(request, "Noted for the authors. Thank you.")
    back = request.POST.get("back", "/exam/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    return redirect(back if safe else "/exam/")
