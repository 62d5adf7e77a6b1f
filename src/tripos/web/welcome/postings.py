"""The postings of a learner: taken in, shown with what was read, corrected by a click."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tripos.decide.posting import CHOICES, Posting, Read
from tripos.decide.posting.skills import skill_ids, skill_of
from tripos.errors import TriposError
from tripos.web.access import own
from tripos.web.record.day import today
from tripos.web.record.models import Learner, StoredPosting
from tripos.web.record.own import corrections_of, remove_correction, save_correction
from tripos.web.record.postings import MOST_POSTINGS, add_uploads, posting_of
from tripos.web.welcome.marks import LABELS, pieces

_PASTE = "pasted"
_SHOWN = 50
_LONGEST_QUOTE = 160
PASTE_LIMIT = 1_000_000


@own
def all_postings(request: HttpRequest, learner: Learner) -> HttpResponse:
    """The list with what each asks; takes pastes and files."""
    pasted = ""
    problems: list[str] = []
    if request.method == "POST":
        added, problems, pasted = _take(request, learner)
        if added and not problems:
            word = "posting" if added == 1 else "postings"
            messages.success(
                request, f"{added} {word} read. Look at what was found, and correct it."
            )
            return redirect(_back(request))
        if added:
            messages.success(request, f"{added} read; the rest could not be.")
    rows = list(learner.postings.all()[:MOST_POSTINGS])
    context = {
        "rows": [(row, posting_of(learner, row)) for row in rows[:_SHOWN]],
        "rest": max(0, len(rows) - _SHOWN), "pasted": pasted, "problems": problems,
        "welcome": "welcome" in request.GET,
    }  # fmt: skip
    return render(request, "welcome/postings.html", context, status=400 if problems else 200)


def _back(request: HttpRequest) -> str:
    return "/postings/?welcome=1" if "welcome" in request.GET else "/postings/"


def _take(request: HttpRequest, learner: Learner) -> tuple[int, list[str], str]:
    """How many were added, what was wrong, and the paste if it is to be shown again."""
    pasted = request.POST.get("text", "").replace("\r\n", "\n")
    files = [(file.name or "file", file.read()) for file in request.FILES.getlist("files")]
    if pasted.strip():
        files.append((f"{_PASTE} {today()}", pasted.encode(errors="replace")))
    if not files:
        return 0, ["Nothing was sent: paste a posting, or choose files"], ""
    try:
        added, problems = add_uploads(learner, files)
    except TriposError as error:
        return 0, [str(error)], pasted
    return added, problems, pasted if problems and not added else ""


def _row(learner: Learner, key: int) -> StoredPosting:
    row = learner.postings.filter(pk=key).first()
    if row is None:
        raise Http404
    return row


@own
def one(request: HttpRequest, learner: Learner, key: int) -> HttpResponse:
    """One posting: its text with the words that readings rest on, and its fields to correct."""
    row = _row(learner, key)
    posting = posting_of(learner, row)
    context = {
        "row": row, "posting": posting, "pieces": pieces(posting), "fields": _fields(posting),
        "skills": posting.skills, "more_skills": _other_skills(posting),
        "corrected": set(posting.corrected), "own_skills": _own_skills(learner, row),
    }  # fmt: skip
    return render(request, "welcome/posting.html", context)


def _own_skills(learner: Learner, row: StoredPosting) -> bool:
    mine = corrections_of(learner).get(row.fingerprint)
    return bool(mine and "skills" in mine.fields)


def _fields(posting: Posting) -> list[dict[str, Any]]:
    degree = posting.degree
    reads: dict[str, Read[Any]] = {
        "screen": degree.screen, "minimum_degree": degree.minimum_degree,
        "preferred_degree": degree.preferred_degree,
        "equivalent_experience_ok": degree.equivalent_experience_ok,
        "years_min": degree.years_min, "seniority": posting.seniority,
        "role_family": posting.role_family,
    }  # fmt: skip
    rows = []
    for name, read in reads.items():
        value = str(read.value).lower() if isinstance(read.value, bool) else read.value
        rows.append({
            "name": name, "label": LABELS[name], "value": value,
            "choices": CHOICES.get(name, ()), "confidence": read.confidence,
            "quotes": [_short(span.text) for span in read.spans[:3]],
            "yours": name in posting.corrected,
        })  # fmt: skip
    return rows


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST_QUOTE else plain[: _LONGEST_QUOTE - 1] + "…"


def _other_skills(posting: Posting) -> list[tuple[str, str]]:
    have = {skill.id for skill in posting.skills}
    found = [(key, skill_of(key)) for key in skill_ids() if key not in have]
    return sorted(((key, skill.name) for key, skill in found if skill), key=lambda one: one[1])


@require_POST
@own
def correct(request: HttpRequest, learner: Learner, key: int) -> HttpResponse:
    """Sets what a field truly is, or forgets the learner's word on it."""
    posting = posting_of(learner, _row(learner, key))
    name = request.POST.get("field", "")
    if "undo" in request.POST:
        remove_correction(learner, posting, name)
        messages.success(
            request, f"{LABELS.get(name, name).capitalize()}: read by the rules again."
        )
    else:
        value = request.POST.get("value", "")
        save_correction(learner, posting, name, value, today())
        messages.success(request, f"{_label(name)}: yours now.")
    return redirect(f"/postings/{key}/#{'skills' if name == 'skills' else 'readings'}")


def _label(name: str) -> str:
    return LABELS.get(name, name).capitalize()


@require_POST
@own
def remove(request: HttpRequest, learner: Learner, key: int) -> HttpResponse:
    """Takes a posting out; the corrections of its text are kept for when it comes back."""
    row = _row(learner, key)
    row.delete()
    messages.success(request, f"Removed: {row}.")
    return redirect("/postings/")
