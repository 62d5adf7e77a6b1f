"""For administrators: who has an account, in which role, and invitations for more."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tripos.decide.words import sentence
from tripos.errors import TriposError
from tripos.web.accounts.doors import for_admins
from tripos.web.record.accounts import change_account, invite, open_invitations, withdraw
from tripos.web.record.models import Learner

_ROWS = 50


@for_admins
def people(request: HttpRequest, learner: Learner) -> HttpResponse:
    """All accounts, fifty a page, and the invitations that nobody has used."""
    return _page(request, learner)


def _page(request: HttpRequest, learner: Learner, **more: Any) -> HttpResponse:
    status = more.pop("status", 200)
    found = Learner.objects.select_related("user").order_by("id")
    context = {
        "page": Paginator(found, _ROWS).get_page(request.GET.get("page")), "learner": learner,
        "roles": Learner.ROLES, "invitations": open_invitations()[:_ROWS], "typed": request.POST,
        **more,
    }  # fmt: skip
    response = render(request, "accounts/people.html", context, status=status)
    # It may show the link of an invitation, once.
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@for_admins
def new_invitation(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Makes an invitation and shows its link once."""
    days, email = request.POST.get("days", "7").strip(), request.POST.get("email", "")
    try:
        link = invite(
            email[:254], request.POST.get("role", Learner.LEARNER),
            int(days) if days.isdecimal() and len(days) < 5 else 0,
        )  # fmt: skip
    except TriposError as error:
        return _page(request, learner, problem=sentence(str(error)), status=400)
    return _page(request, learner, link=link, invited=email)


@require_POST
@for_admins
def withdraw_invitation(request: HttpRequest, learner: Learner, key: int) -> HttpResponse:  # noqa: ARG001
    """Takes an invitation back."""
    withdraw(key)
    messages.success(request, "The invitation no longer holds.")
    return redirect("/accounts/people")


@require_POST
@for_admins
def change(request: HttpRequest, learner: Learner, key: int) -> HttpResponse:
    """Changes the role of an account, or shuts or opens it."""
    if "active" in request.POST:
        other = change_account(learner, key, active=request.POST["active"] == "1")
    else:
        other = change_account(learner, key, role=request.POST.get("role"))
    shut = "" if other.user.is_active else ", shut"
    said = f"{other.user.email or other}: {other.get_role_display().lower()}{shut}."
    messages.success(request, said)
    return redirect("/accounts/people")
