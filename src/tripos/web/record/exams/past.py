"""Answers of the record as the examination sees them."""

from __future__ import annotations

from django.db.models import QuerySet

from tripos.exam.offer import Past
from tripos.web.record.day import day_of
from tripos.web.record.models import Response

_RECENT = 2000  # answers that practice looks back on


def past_of(rows: QuerySet[Response]) -> list[Past]:
    """The last answers among `rows`, oldest first."""
    found = rows.order_by("-id")[:_RECENT]
    return [
        Past(row.question, row.seed, row.competency, row.right, day_of(row.at).toordinal())
        for row in reversed(found)
    ]
