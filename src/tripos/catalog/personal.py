"""The catalogue as one person sees it: the package's, their own courses, their own figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tripos.catalog.catalog import Catalog
from tripos.catalog.fact import Fact
from tripos.catalog.load import load_catalog
from tripos.catalog.model import Course
from tripos.catalog.overrides import with_overrides


def personal_catalog(own_courses: Iterable[Course], overrides: Mapping[str, Fact]) -> Catalog:
    """The package's catalogue with what the person knows better laid over it.

    An own course whose id the package uses itself by now is left out.
    """
    catalog = load_catalog()
    added = [course for course in own_courses if course.id not in catalog.entries]
    if added:
        catalog = catalog.with_courses(added)
    return with_overrides(catalog, overrides)
