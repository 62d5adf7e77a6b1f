"""The list of programs, courses and what else the catalogue holds."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tripos.atlas import load_atlas
from tripos.catalog import Entry
from tripos.errors import TriposError
from tripos.show.briefs import brief_of
from tripos.show.facts import age_in_words
from tripos.web.access import own
from tripos.web.catalog.listing import KINDS, NAMES, Wanted, countries, list_entries, read_wanted
from tripos.web.record.day import today
from tripos.web.record.models import Learner
from tripos.web.record.own import catalog_of
from tripos.web.sentences import status_of

_ROWS = 50


@own
def index(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Programs and courses, searched and filtered, to be opened or compared."""
    catalog, atlas = catalog_of(learner), load_atlas()
    status, problem, wanted = 200, "", Wanted()
    found: Sequence[Entry] = ()
    try:
        wanted = read_wanted(request.GET, catalog, atlas)
        found = list_entries(catalog, wanted)
    except TriposError as error:
        status, problem = status_of(error), str(error)
    page = Paginator(found, _ROWS).get_page(request.GET.get("page"))
    briefs = [brief_of(catalog, entry) for entry in page]
    given = {name: request.GET.get(name, "").strip() for name in NAMES}
    context = {
        "given": given, "page": page, "problem": problem, "kinds": KINDS,
        "narrowed": any(given[name] for name in NAMES[2:]),
        "rows": [(one, age_in_words(one.key, today())) for one in briefs],
        "comparable": any(one.comparable for one in briefs),
        "providers": sorted(catalog.providers.values(), key=lambda one: one.name.casefold()),
        "countries": countries(catalog),
        "teaches": atlas[wanted.teaches] if wanted.teaches else None,
    }  # fmt: skip
    return render(request, "catalog/index.html", context, status=status)
