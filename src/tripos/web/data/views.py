"""Settings and data: theme, calendar address, export, import, delete, tokens."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tripos.content import parse_json
from tripos.errors import TriposError
from tripos.web.access import own, today
from tripos.web.data.waiting import keep_waiting, waiting
from tripos.web.record.exchange import (
    MOST_BYTES,
    check_record,
    delete_record,
    export_record,
    import_record,
    summary_of,
)
from tripos.web.record.models import ApiToken, Learner
from tripos.web.record.models.access import hashed, new_secret
from tripos.web.record.models.learner import feed_key

_MOST_TOKENS = 20
_WORD = "DELETE"


@own
def page(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Everything about oneself and one's data."""
    return _page(request, learner)


def _page(request: HttpRequest, learner: Learner, **more: Any) -> HttpResponse:
    status = more.pop("status", 200)
    context = {
        "learner": learner, "themes": Learner.THEMES, "tokens": learner.tokens.all(),
        "held": summary_of(export_record(learner)), "word": _WORD,
        "feed": request.build_absolute_uri(f"/calendar/{learner.feed}.ics"),
        "profile": _profile(learner), **more,
    }  # fmt: skip
    return render(request, "data/settings.html", context, status=status)


def _profile(learner: Learner) -> list[tuple[str, str]]:
    """The profile in a few lines."""
    person = learner.person
    background, means = person.get("background", {}), person.get("means", {})
    week, budget = means.get("hours_per_week"), means.get("budget", {})
    hours = week.get("typical") if isinstance(week, dict) else week
    total = budget.get("total")
    rows = [
        ("Name", person.get("name")), ("Lives in", person.get("country")),
        ("Degree", " in ".join(part for part in (background.get("degree"),
                                                  background.get("field")) if part)),
        ("Work", background.get("role")),
        ("Hours a week", f"{hours:g}" if hours else None),
        ("Budget", f"{total:,g} {budget.get('currency', 'USD')}" if total is not None else None),
    ]  # fmt: skip
    return [(label, str(value) if value else "not said") for label, value in rows]


@require_POST
@own
def theme(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Light, dark, or as the system."""
    wanted = request.POST.get("theme", "")
    if wanted not in dict(Learner.THEMES):
        raise TriposError(f"theme: choose one of {', '.join(dict(Learner.THEMES))}")
    learner.theme = wanted
    learner.save(update_fields=["theme"])
    return redirect("/settings/")


@require_POST
@own
def new_feed(request: HttpRequest, learner: Learner) -> HttpResponse:
    """A new calendar address; the old one leads nowhere from now on."""
    learner.feed = feed_key()
    learner.save(update_fields=["feed"])
    messages.success(request, "The calendar has a new address; subscribe to it anew.")
    return redirect("/settings/")


@own
def export(request: HttpRequest, learner: Learner) -> HttpResponse:  # noqa: ARG001
    """The whole record as a file."""
    text = json.dumps(export_record(learner), indent=1, ensure_ascii=False)
    response = HttpResponse(text, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="tripos-record-{today()}.json"'
    return response


@require_POST
@own
def take_in(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Checks an uploaded record and asks before it replaces the present one."""
    if "confirmed" in request.POST:
        import_record(learner, waiting(learner, request.POST["confirmed"]), "the file")
        messages.success(request, "Imported: this is your record now.")
        return redirect("/settings/")
    file = request.FILES.get("file")
    if file is None:
        return _page(request, learner, wrong="choose the file that an export gave you", status=400)
    if (file.size or 0) > MOST_BYTES:
        return _page(request, learner, wrong=f"{file.name}: is larger than"
                     f" {MOST_BYTES // 1_000_000} MB", status=413)  # fmt: skip
    try:
        data = check_record(_parsed(file.read(), str(file.name)), str(file.name))
    except TriposError as error:
        return _page(request, learner, wrong=str(error), status=400)
    context = {
        "now": summary_of(export_record(learner)), "then": summary_of(data),
        "name": data["person"].get("name"), "key": keep_waiting(learner, data),
    }  # fmt: skip
    context["rows"] = [(name, context["now"][name], context["then"][name])
                       for name in context["now"]]  # fmt: skip
    return render(request, "data/confirm.html", context)


def _parsed(raw: bytes, name: str) -> object:
    try:
        return parse_json(raw.decode("utf-8-sig"), name).data
    except UnicodeDecodeError:
        raise TriposError(f"{name}: is not UTF-8 text; choose the file that an export gave") from None


@require_POST
@own
def delete(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Deletes everything; on a shared server the account too."""
    if request.POST.get("word", "").strip() != _WORD:
        return _page(request, learner, status=400,
                     unsaid=f"nothing was deleted: write {_WORD} to confirm")  # fmt: skip
    if settings.LOCAL:
        delete_record(learner)
        messages.success(request, "Everything is deleted.")
        return redirect("/")
    user = learner.user
    logout(request)
    user.delete()
    return redirect("/accounts/login")


@require_POST
@own
def new_token(request: HttpRequest, learner: Learner) -> HttpResponse:
    """A token for a program, shown once."""
    name = request.POST.get("name", "").strip()[:60]
    if not name:
        return _page(request, learner, status=400,
                     unnamed="give the token a name, so that you know it again")  # fmt: skip
    if learner.tokens.count() >= _MOST_TOKENS:
        raise TriposError(f"there are {_MOST_TOKENS} tokens already; revoke one first")
    secret = new_secret()
    ApiToken.objects.create(learner=learner, name=name, hash=hashed(secret))
    return _page(request, learner, secret=secret)


@require_POST
@own
def revoke(request: HttpRequest, learner: Learner, key: int) -> HttpResponse:
    """Takes a token back; it opens nothing from now on."""
    if not learner.tokens.filter(pk=key).delete()[0]:
        raise Http404
    messages.success(request, "The token is revoked.")
    return redirect("/settings/")
