"""Reads what somebody knows: from a person's file, or from a plain list of competencies."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tripos.atlas import Atlas
from tripos.belief import believe_claims
from tripos.catalog import Catalog
from tripos.content import read_user_document, read_user_text
from tripos.errors import ContentError
from tripos.person import check_person, parse_person


def read_known(path: Path | None, atlas: Atlas, catalog: Catalog) -> frozenset[str]:
    """The known competencies; none without a file.

    A person's file gives what the belief from their claims takes as known. A list (YAML, JSON or
    one id a line) is taken at its word. Raises TriposError for ids that do not exist.
    """
    if path is None:
        return frozenset()
    if path.suffix.lower() not in (".json", ".yaml", ".yml"):
        text = read_user_text(path)
        lines = [line.partition("#")[0].strip().lstrip("-* ") for line in text.splitlines()]
        return frozenset(
            atlas.find(line, f"{path}:{n}").id for n, line in enumerate(lines, 1) if line
        )
    document = read_user_document(path)
    if isinstance(document.data, Mapping):
        person = parse_person(document)
        check_person(person, atlas, catalog, document)
        return believe_claims(person, atlas, catalog).known
    if not isinstance(document.data, list):
        raise ContentError(str(path), "must be a person's file or a list of competency ids")
    return frozenset(atlas.find(str(key), str(path)).id for key in document.data)
