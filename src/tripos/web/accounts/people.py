"""For administrators: who has an account, in which role, and invitations for more."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from tripos.errors import TriposError
from tripos.web.access import own
from tripos.web.record.models import Invitation, Learner
from tripos.web.record.models.access import hashed, new_secret
from tripos.web.sentences import refused

_ROWS = 50
_ROLES = dict(Learner.ROLES)
_NOT_YOURS = "only administrators see and change accounts"
MOST_DAYS = 365


def new_invitation(email: str, role: str, days: int) -> str:
    """Makes an invitation and returns its link, which is not kept. Raises TriposError."""
    if role not in _ROLES:
        raise TriposError(f"role: choose one of {', '.join(_ROLES)}")
    if not 1 <= days <= MOST_DAYS:
        raise TriposError(f"days: must lie between 1 and {MOST_DAYS}")
    secret = new_secret()
    expires = timezone.now() + dt.timedelta(days=days)
    Invitation.objects.create(hash=hashed(secret), email=email, role=role, expires=expires)
    return f"{settings.ADDRESS}/accounts/join/{secret}"


@own
def people(request: HttpRequest, learner: Learner) -> HttpResponse:
    """All accounts, fifty a page."""
    if learner.role != Learner.ADMIN:
        return refused(request, 403, _NOT_YOURS)
    return _page(request)


def _page(request: HttpRequest, **more: Any) -> HttpResponse:
    found = Learner.objects.select_related("user").order_by("id")
    page = Paginator(found, _ROWS).get_page(request.GET.get("page"))
    return render(request, "accounts/people.html", {"page": page, "roles": Learner.ROLES, **more})


@require_POST
@own
def invite(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Makes an invitation and shows its link once."""
    if learner.role != Learner.ADMIN:
        return refused(request, 403, _NOT_YOURS)
    days = request.POST.get("days", "7")
    link = new_invitation(
        request.POST.get("email", "")[:150], request.POST.get("role", Learner.LEARNER),
        int(days) if days.isdigit() else 0,
    )  # fmt: skip
    return _page(request, link=link)


@require_POST
@own
def change(request: HttpRequest, learner: Learner, key: int) -> HttpResponse:
    """Changes the role of an account, or shuts or opens it."""
    if learner.role != Learner.ADMIN:
        return refused(request, 403, _NOT_YOURS)
    other = Learner.objects.select_related("user").filter(pk=key).first()
    if other is None:
        raise Http404
    if other == learner:
        raise TriposError("you cannot change your own account: ask another administrator")
    role = request.POST.get("role")
    if role is not None:
        if role not in _ROLES:
            raise TriposError(f"role: choose one of {', '.join(_ROLES)}")
        other.role = role
        other.save(update_fields=["role"])
    if "active" in request.POST:
        other.user.is_active = request.POST["active"] == "1"
        other.user.save(update_fields=["is_active"])
    messages.success(request, f"Changed: {other.user.email or other}.")
    return redirect("/accounts/people")
