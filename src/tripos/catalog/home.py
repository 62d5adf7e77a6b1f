"""The catalogue as one person sees it: the package's, their own courses, their own figures."""

from __future__ import annotations

from pathlib import Path

from tripos.atlas import load_atlas
from tripos.catalog.catalog import Catalog
from tripos.catalog.importing import read_imported
from tripos.catalog.load import load_catalog
from tripos.catalog.overrides import read_overrides, with_overrides


def personal_catalog(home: Path) -> Catalog:
    """The catalogue with what the person stored under `home` laid over it."""
    catalog = load_catalog()
    own = [
        course for course in read_imported(home, load_atlas()) if course.id not in catalog.entries
    ]
    if own:
        catalog = catalog.with_courses(own)
    return with_overrides(catalog, read_overrides(home))
