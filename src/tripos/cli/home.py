"""How commands reach the record in a home; where there is none, they read without making one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tripos.web.record.home import has_record

if TYPE_CHECKING:
    from tripos.catalog import Catalog
    from tripos.decide.posting import Corrected
    from tripos.web.record.models import Learner


def record_at(home: Path) -> Learner:
    """The learner whose record is in `home`; it is made if need be. Raises TriposError.

    Only after this can the modules of the record be imported, as they need Django set up.
    """
    from tripos.web.record.local import open_record  # noqa: PLC0415 - heavy

    return open_record(home)


def catalog_at(home: Path) -> Catalog:
    """The catalogue with the person's own figures and courses. Raises TriposError."""
    if not has_record(home):
        from tripos.catalog import load_catalog  # noqa: PLC0415 - not every command needs it

        return load_catalog()
    learner = record_at(home)
    from tripos.web.record.own import catalog_of  # noqa: PLC0415 - needs the record open

    return catalog_of(learner)


def corrections_at(home: Path) -> Mapping[str, Corrected]:
    """The person's corrections of postings, by fingerprint. Raises TriposError."""
    if not has_record(home):
        return {}
    learner = record_at(home)
    from tripos.web.record.own import corrections_of  # noqa: PLC0415 - needs the record open

    return corrections_of(learner)
