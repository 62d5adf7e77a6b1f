"""Reads a person's file, and turns every mistake in it into one sentence with file and field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from tripos.atlas import Atlas
from tripos.catalog import Catalog
from tripos.content import Document, nearest, read_user_document
from tripos.errors import ContentError, UnknownIdError
from tripos.person.schema import Person


def read_person(path: Path) -> Person:
    """The person described in a YAML or JSON file. Raises ContentError."""
    return parse_person(read_user_document(path))


def parse_person(document: Document) -> Person:
    """The person in `document`. Raises ContentError naming line, field and remedy."""
    if not isinstance(document.data, Mapping):
        remedy = "see docs/person.md for an example"
        raise ContentError(document.where(), "must describe a person with named fields", remedy)
    try:
        return Person.model_validate(document.data)
    except ValidationError as error:
        raise _first_mistake(error, document) from error


def _first_mistake(error: ValidationError, document: Document) -> ContentError:
    mistakes = error.errors()
    first = mistakes[0]
    path = tuple(step for step in first["loc"] if not str(step).startswith("function-"))
    name = ".".join(str(step) for step in path) or "the file"
    message = str(first["msg"]).removeprefix("Value error, ")
    message = message[0].lower() + message[1:]
    if first["type"] == "literal_error":
        near = nearest(str(first["input"]), _quoted(message))
        message += f", not '{str(first['input'])[:40]}'"
        message += f"; did you mean {near[0]}?" if near else ""
    more = f" (and {len(mistakes) - 1} more)" if len(mistakes) > 1 else ""
    return ContentError(f"{document.where(path)}: {name}", message + more)


def _quoted(message: str) -> list[str]:
    return message.split("'")[1::2]


def unread_fields(person: Person) -> list[str]:
    """Fields of the file that mean nothing to Tripos, each with the nearest name it knows."""
    return list(_unread(person, ""))


def _unread(part: BaseModel, prefix: str) -> Iterable[str]:
    known = type(part).model_fields
    for name in part.model_extra or {}:
        near = nearest(name, known, 1)
        yield f"{prefix}{name}" + (f" (did you mean {prefix}{near[0]}?)" if near else "")
    for name in known:
        value: Any = getattr(part, name)
        if isinstance(value, BaseModel):
            yield from _unread(value, f"{prefix}{name}.")


def check_person(person: Person, atlas: Atlas, catalog: Catalog, where: str = "") -> None:
    """Checks every id the person names. Raises UnknownIdError with the nearest one that exists."""
    place = f"{where}: " if where else ""
    for name in ("must_have", "leave_out"):
        for key in getattr(person.goals, name):
            atlas.find(key, f"{place}goals.{name}")
    for key in person.background.ratings:
        if key not in atlas.areas:
            _find_rated(key, atlas, f"{place}background.ratings")
    for key in person.background.courses:
        catalog.course(key, f"{place}background.courses")
    for name in ("avoid_courses", "must_courses"):
        for key in getattr(person.preferences, name):
            catalog.course(key, f"{place}preferences.{name}")
    for key in person.preferences.avoid_providers:
        if key not in catalog.providers:
            near = nearest(key.lower(), catalog.providers)
            raise UnknownIdError("provider", key, near, f"{place}preferences.avoid_providers")


def _find_rated(key: str, atlas: Atlas, where: str) -> None:
    if key not in atlas and key not in atlas.retired:
        near = nearest(key, [*atlas.areas, *atlas])
        raise UnknownIdError("competency or area", key, near, where)
