"""Settings and data: theme, calendar address, export, import, delete, tokens."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

import tripos
from tripos.content import parse_json
from tripos.errors import ContentError, TriposError
from tripos.web.access import own
from tripos.web.data.waiting import forget_old, keep_waiting, waiting
from tripos.web.look.templatetags.look import words
from tripos.web.record.day import today
from tripos.web.record.exchange import (
    MOST_BYTES,
    counts_in,
    counts_of,
    delete_record,
    export_record,
    import_record,
    in_words,
    is_empty,
)
from tripos.web.record.exported import read_exported
from tripos.web.record.models import ApiToken, Learner
from tripos.web.record.models.access import hashed, new_secret
from tripos.web.record.models.learner import feed_key
from tripos.web.record.person import ConflictError, person_of
from tripos.web.sentences import status_of

_MOST_TOKENS = 20
_WORD = "DELETE"


@own
def page(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Everything about oneself and one's data."""
    return _page(request, learner)


def _page(request: HttpRequest, learner: Learner, **more: Any) -> HttpResponse:
    status = more.pop("status", 200)
    forget_old(learner)
    context = {
        "learner": learner, "themes": Learner.THEMES, "tokens": learner.tokens.all(),
        "held": in_words(counts_of(learner)),
        "word": _WORD, "feed": request.build_absolute_uri(f"/calendar/{learner.feed}.ics"),
        "profile": _profile(learner), "version": tripos.__version__, **more,
    }  # fmt: skip
    response = render(request, "data/settings.html", context, status=status)
    # It may show a secret, once.
    response["Cache-Control"] = "no-store"
    return response


def _profile(learner: Learner) -> list[tuple[str, str]]:
    """The profile in a few lines."""
    person = person_of(learner)
    background, means, budget = person.background, person.means, person.means.budget
    degree = " in ".join(part for part in (background.degree, background.field) if part)
    rows = [
        ("Name", person.name), ("Lives in", person.country), ("Degree", degree),
        ("Work", background.role), ("Aims at", ", ".join(map(words, person.goals.role_families))),
        ("Hours a week", f"{means.hours_per_week.typical:g} h" if means.hours_per_week else None),
        ("Budget", None if budget.total is None else f"{budget.total:,.0f} {budget.currency}"),
    ]  # fmt: skip
    return [(label, value or "not said") for label, value in rows]


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
        return _replace(request, learner)
    try:
        name, data = _uploaded(request.FILES.get("file"))
        record = read_exported(data, name)
    except TriposError as error:
        return _page(request, learner, wrong=str(error), status=status_of(error))
    now, then = counts_of(learner), counts_in(record)
    context = {
        "name": record.person.get("name"), "empty": is_empty(learner), "mark": _mark(learner),
        "rows": [(what, count, then[what]) for what, count in now.items()],
        "key": keep_waiting(learner, data),
    }  # fmt: skip
    return render(request, "data/confirm.html", context)


def _uploaded(file: UploadedFile[bytes] | None) -> tuple[str, object]:
    """Name and content of an exported file. Raises TriposError."""
    if file is None:
        raise TriposError("Nothing was sent: choose the file that an export gave you")
    name = file.name or "the file"
    if (file.size or 0) > MOST_BYTES:
        raise ContentError(name, f"is larger than {MOST_BYTES // 1_000_000} MB")
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContentError(name, "is not UTF-8 text", "choose what an export gave you") from error
    return name, parse_json(text, name).data


def _replace(request: HttpRequest, learner: Learner) -> HttpResponse:
    data = waiting(learner, request.POST["confirmed"])
    if request.POST.get("mark") != _mark(learner):
        raise ConflictError(
            "your record was changed in another window meanwhile; nothing was replaced: choose the"
            " file again"
        )
    import_record(learner, data, "the file")
    messages.success(request, "Imported: this is your record now.")
    return redirect("/settings/")


def _mark(learner: Learner) -> str:
    """Changes when the record does, so that a yes is only to what was shown."""
    return "-".join(str(count) for count in (learner.version, *counts_of(learner).values()))


@require_POST
@own
def delete(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Deletes everything; on a shared server the account too."""
    if request.POST.get("word", "").strip() != _WORD:
        return _page(request, learner, status=400,
                     unsaid=f"nothing was deleted: write {_WORD} to confirm")  # fmt: skip
    delete_record(learner)
    if settings.LOCAL:
        messages.success(request, "Everything is deleted.")
        return redirect("/")
    logout(request)
    messages.success(request, "Your account and everything in it is deleted.")
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
        many = f"there are {_MOST_TOKENS} tokens already; revoke one first"
        return _page(request, learner, status=400, unnamed=many)
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
