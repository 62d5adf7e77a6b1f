"""What the learner knows better: own courses, taken in from a file, and own figures."""

from __future__ import annotations

from functools import cache

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tripos.atlas import Matcher, load_atlas
from tripos.catalog import (
    Catalog,
    Course,
    Fact,
    course_rows,
    courses_of,
    load_catalog,
    make_matcher,
)
from tripos.decide.words import capital, sentence
from tripos.errors import ContentError, TriposError
from tripos.show.briefs import brief_course, coverage
from tripos.show.facts import field_in_words
from tripos.show.plain import title_of
from tripos.web.access import own
from tripos.web.catalog.entry import fact_row
from tripos.web.catalog.facts import check_storable
from tripos.web.record.day import today
from tripos.web.record.models import Learner
from tripos.web.record.own import (
    add_courses,
    catalog_of,
    overrides_of,
    remove_course,
    remove_override,
)
from tripos.web.record.person import person_of

_ROWS = 50
_MOST_BYTES = 1_000_000
# Reading a topic takes milliseconds and others wait meanwhile: more is for the command line.
_MOST_PARTS = 3_000


@own
def mine(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Own courses and figures; takes in a file of courses."""
    problem = ""
    if request.method == "POST":
        try:
            added = _take(learner, request.FILES.get("file"))
        except TriposError as error:
            problem = sentence(str(error))
        else:
            messages.success(request, _said(added))
            return redirect("/catalog/mine")
    return _shown(request, learner, problem)


def _take(learner: Learner, file: UploadedFile[bytes] | None) -> list[Course]:
    """The courses of an uploaded file, stored. Raises TriposError, with nothing stored."""
    if file is None:
        raise TriposError("nothing was sent: choose a CSV or JSON file")
    name = file.name or "file"
    if (file.size or 0) > _MOST_BYTES:
        raise ContentError(name, f"is larger than {_MOST_BYTES // 1_000_000} MB", "split it")
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContentError(name, "is not UTF-8 text", "save it as UTF-8") from error
    if sum(text.count(mark) for mark in ";,\n") > _MOST_PARTS:
        raise ContentError(
            name, "holds more than this page reads at once",
            "split it, or use `tripos catalog import`",
        )  # fmt: skip
    courses = courses_of(text, name, load_atlas(), catalog_of(learner), _matcher(), today())
    check_storable(course_rows(courses))
    add_courses(learner, courses)
    return courses


@cache
def _matcher() -> Matcher:
    return make_matcher(load_atlas(), load_catalog())


def _said(added: list[Course]) -> str:
    count = f"{len(added)} course{'s' if len(added) != 1 else ''} added"
    return f"{count}. Look at what was recognised in the topics before you plan with it."


def _shown(request: HttpRequest, learner: Learner, problem: str) -> HttpResponse:
    catalog = catalog_of(learner)
    page = Paginator(list(learner.own_courses.order_by("key")), _ROWS).get_page(
        request.GET.get("page")
    )
    figures = sorted(overrides_of(learner).items())
    figure_page = Paginator(figures, _ROWS).get_page(request.GET.get("figures"))
    context = {
        "problem": problem, "page": page, "figure_page": figure_page,
        "courses": [_course_row(catalog, row.key, row.data["title"]) for row in page],
        "figures": [_figure_row(catalog, path, fact) for path, fact in figure_page],
    }  # fmt: skip
    return render(request, "catalog/mine.html", context, status=400 if problem else 200)


def _course_row(catalog: Catalog, key: str, title: str) -> dict[str, object]:
    """An own course; without a brief where the catalogue uses its id itself by now."""
    course = catalog.courses.get(key)
    if course is None or not course.imported:
        return {"key": key, "title": title}
    return {
        "key": key, "title": title, "brief": brief_course(catalog, course),
        "covers": len(coverage(catalog)[key]), "topics": len(course.topics),
    }  # fmt: skip


def _figure_row(catalog: Catalog, path: str, fact: Fact) -> dict[str, object]:
    """An own figure; `gone` where its fact does not exist any more."""
    key, _, name = path.partition(".")
    entry = catalog.entries.get(key)
    return {
        "path": path, "title": title_of(entry) if entry else key, "entry": key,
        "row": fact_row(key, name, fact, today()), "gone": not catalog.leads(path),
    }  # fmt: skip


@require_POST
@own
def remove(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Takes out an own course, or an own figure."""
    key, path = request.POST.get("course", ""), request.POST.get("figure", "")
    if key:
        _refuse_wanted(learner, key)
        remove_course(learner, key)
        messages.success(request, f"Removed: {key}.")
    else:
        remove_override(learner, path)
        name = field_in_words(path.partition(".")[2])
        messages.success(request, f"{capital(name)}: the catalogue's figure counts again.")
    return redirect("/catalog/mine")


def _refuse_wanted(learner: Learner, key: str) -> None:
    """A course that the profile names must stay, or the profile could not be read any more."""
    person = person_of(learner)
    places = (
        ("courses you took", person.background.courses),
        ("courses you want for certain", person.preferences.must_courses),
        ("courses you never want", person.preferences.avoid_courses),
    )  # fmt: skip
    for said, keys in places:
        if key in keys:
            raise TriposError(f"{key}: your profile names it among the {said}; take it out first")
