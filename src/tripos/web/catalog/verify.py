"""What to verify first: old, undated or unknown figures, those first that could mislead most."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tripos.catalog import Catalog, StaleFact, parse_age, stale_facts
from tripos.show.plain import title_of
from tripos.web.access import own
from tripos.web.catalog.entry import fact_row
from tripos.web.record.day import today
from tripos.web.record.models import Learner
from tripos.web.record.own import catalog_of

_ROWS = 50
AGES = (("6m", "half a year"), ("12m", "a year"), ("2y", "two years"), ("5y", "five years"))


@own
def verify(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Figures to verify, by consequence."""
    catalog = catalog_of(learner)
    older, unknown = request.GET.get("older", "12m"), bool(request.GET.get("unknown"))
    found = _stale(catalog, today(), parse_age(older), unknown)
    page = Paginator(found, _ROWS).get_page(request.GET.get("page"))
    rows = [
        (title_of(catalog.entries[one.ref.entry]), one.ref.entry,
         fact_row(one.ref.entry, one.ref.field, one.ref.fact, today()))
        for one in page
    ]  # fmt: skip
    context = {"page": page, "rows": rows, "ages": AGES, "older": older, "unknown": unknown}
    return render(request, "catalog/verify.html", context)


@lru_cache(maxsize=32)
def _stale(catalog: Catalog, day: dt.date, months: int, unknown: bool) -> Sequence[StaleFact]:
    return stale_facts(catalog, day, months, unknown=unknown)
