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
        for at, inner in enumerate(value if isinstance(value, tuple) else (value,)):
            if isinstance(inner, BaseModel):
                place = f"{name}[{at}]" if isinstance(value, tuple) else name
                yield from _unread(inner, f"{prefix}{place}.")


def check_person(
    person: Person, atlas: Atlas, catalog: Catalog, where: Document | str = ""
) -> None:
    """Checks every id the person names; `where` is their document, for the line of a mistake.

    Raises UnknownIdError with the nearest id that exists.
    """

    def place(part: str, field: str, step: object) -> str:
        name = f"{part}.{field}"
        if isinstance(where, Document):
            return f"{where.where((part, field, step))}: {name}"
        return f"{where}: {name}" if where else name

    for name in ("must_have", "leave_out"):
        for at, key in enumerate(getattr(person.goals, name)):
            atlas.find(key, place("goals", name, at))
    for key in person.background.ratings:
        if key not in atlas.areas:
            _find_rated(key, atlas, place("background", "ratings", key))
    for at, key in enumerate(person.background.courses):
        catalog.course(key, place("background", "courses", at))
    for name in ("avoid_courses", "must_courses"):
        for at, key in enumerate(getattr(person.preferences, name)):
            catalog.course(key, place("preferences", name, at))
    for at, key in enumerate(person.preferences.avoid_providers):
        if key not in catalog.providers:
            near = nearest(key.lower(), catalog.providers)
            raise UnknownIdError("provider", key, near, place("preferences", "avoid_providers", at))


def _find_rated(key: str, atlas: Atlas, where: str) -> None:
    if key not in atlas and key not in atlas.retired:
        near = nearest(key, [*atlas.areas, *atlas])
        raise UnknownIdError("competency or area", key, near, where)
