"""The person's own figures, checked against the catalogue and laid over it.

Their stored form is a map from ID.FIELD to a value with its unit, source and date.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tripos.catalog.catalog import Catalog, facts_of
from tripos.catalog.fact import Fact, personal_fact
from tripos.content import Json
from tripos.errors import ContentError, TriposError

_THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
_ANSWERS = {"yes": True, "true": True, "no": False, "false": False}
_FIGURES = {"price", "certificate", "total_cost", "cost_per_credit", "duration_months", "hours"}


def overrides_from_rows(rows: object, where: str) -> dict[str, Fact]:
    """The figures by path, out of their stored form. Raises ContentError if it was damaged."""
    if not isinstance(rows, Mapping):
        raise ContentError(where, "must be a JSON object", "move the file away to start anew")
    return {str(key): _fact(row, f"{where}: {key}") for key, row in rows.items()}


def _fact(row: Any, where: str) -> Fact:
    try:
        return personal_fact(row["value"], row.get("unit"), str(row["source"]), str(row["as_of"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise ContentError(where, f"is not an override ({error})", "remove the entry") from error


def override_rows(facts: Mapping[str, Fact]) -> dict[str, dict[str, Json]]:
    """The stored form of figures by path: plain values, in order of their paths."""
    return {
        path: {
            "value": fact.value,
            "unit": fact.unit,
            "source": fact.sources[0].title,
            "as_of": fact.as_of,
        }
        for path, fact in sorted(facts.items())
    }


def with_overrides(catalog: Catalog, overrides: Mapping[str, Fact]) -> Catalog:
    """`catalog` with the person's figures in place of its own.

    An override whose fact no longer exists is left out: the catalogue may have moved on.
    """
    usable = {path: fact for path, fact in overrides.items() if catalog.leads(path)}
    return catalog.with_facts(usable) if usable else catalog


def make_override(catalog: Catalog, path: str, text: str, source: str, today: dt.date) -> Fact:
    """The person's figure for `path` as a fact of today.

    Raises TriposError if the path, the value or the source is not usable.
    """
    entry, name = catalog.locate(path)
    present = facts_of(entry)[name]
    model = model_of(catalog, path)
    if not source.strip():
        raise TriposError("a figure needs its source; add --source URL")
    fact = personal_fact(parse_value(text, model), model.unit, source.strip(), str(today))
    _check_shape(fact, present, name)
    return fact


def model_of(catalog: Catalog, path: str) -> Fact:
    """The fact at `path`; an unknown one in the unit and shape that known ones of its name share.

    Shapes are answers of yes or no, and lists. Raises TriposError if the path leads nowhere.
    """
    entry, name = catalog.locate(path)
    present = facts_of(entry)[name]
    known = [ref.fact for ref in catalog.facts() if ref.field == name and ref.fact.known]
    if present.known or not known:
        return present
    alike = any(all(isinstance(one.value, shape) for one in known) for shape in (bool, list))
    units = {one.unit for one in known}
    return replace(
        present,
        value=known[0].value if alike else None,
        unit=present.unit or (units.pop() if len(units) == 1 else None),
    )


def _check_shape(fact: Fact, present: Fact, name: str) -> None:
    """Refuses words, or ranges out of order, where a figure is needed."""
    span = fact.span()
    needed = present.span() is not None or name.rpartition(".")[2] in _FIGURES
    if name == "hours" and span is not None and span[0] <= 0:
        raise TriposError("hours must be more than 0")
    if needed and (span is None or not 0 <= span[0] <= span[1] <= span[2]):
        raise TriposError(
            f"{name} must be a figure or a range from low to high, such as 49 or 39..89"
        )


def parse_value(text: str, present: Fact) -> Json:
    """`text` as a value of the same shape as `present`: number, range, answer, list, map or words.

    Accepts `49`, `1,200`, `39..89`, `5/7/12` (low/mode/high), yes and no, `a; b` and JSON. Raises
    TriposError.
    """
    words = text.strip()
    if not words:
        raise TriposError("the value is empty; give a number, a range such as 39..89, or words")
    if isinstance(present.value, bool):
        return _yes_or_no(words)
    if isinstance(present.value, list) and words[0] not in "{[":
        return _list(words, present.value)
    if present.span() is None and present.known and not isinstance(present.value, dict | list):
        number = _number(words)
        return number if number is not None and isinstance(present.value, int | float) else words
    return _measured(words, present)


def _measured(words: str, present: Fact) -> Json:
    """A number, a range or JSON; other words only where `present` is no figure."""
    number = _number(words)
    if number is not None:
        _refuse_negative(number, words)
        return number
    for mark in ("..", "/"):
        parts = [_number(part) for part in words.split(mark)]
        if len(parts) in (2, 3) and all(part is not None for part in parts):
            return _range([part for part in parts if part is not None], words)
    if words[0] in "{[":
        return _json(words)
    if present.span() is not None:
        raise TriposError(f"'{words[:40]}' is not a number or a range such as 39..89")
    return words


def _json(words: str) -> Json:
    try:
        loaded: Json = json.loads(
            words, parse_constant=_figure, parse_float=_figure, parse_int=_figure
        )
    except (ValueError, RecursionError) as error:
        raise TriposError(f"'{words[:40]}' is not valid JSON ({error})") from error
    return loaded


def _yes_or_no(words: str) -> bool:
    if words.casefold() not in _ANSWERS:
        raise TriposError(f"'{words[:40]}' is neither yes nor no")
    return _ANSWERS[words.casefold()]


def _list(words: str, present: list[Json]) -> list[Json]:
    """The parts between semicolons; between commas as well where they must be figures."""
    figures = all(isinstance(item, int | float) for item in present)
    parts = (words.replace(",", ";") if figures else words).split(";")
    found: list[Json] = [part.strip() for part in parts if part.strip()]
    if not figures:
        return found
    numbers: list[Json] = [_number(str(part)) for part in found]
    if None in numbers:
        raise TriposError(f"'{words[:40]}' is not a list of figures such as 1; 8")
    return numbers


def _figure(text: str) -> float | int:
    """A number inside JSON, where NaN and 1e999 would be accepted otherwise."""
    number = _number(text)
    if number is None:
        raise ValueError(f"{text[:20]} is not a figure")
    return number


def _range(parts: list[float], words: str) -> Json:
    if sorted(parts) != parts:
        raise TriposError(f"'{words}' is not a range: write the lowest figure first")
    _refuse_negative(parts[0], words)
    if len(parts) == 2:
        return {"low": parts[0], "high": parts[1]}
    return {"low": parts[0], "mode": parts[1], "high": parts[2]}


def _refuse_negative(number: float, words: str) -> None:
    if number < 0:
        raise TriposError(f"'{words}' is negative; give the figure as a positive number")


def _number(text: str) -> float | int | None:
    plain = text.strip()
    if "," in plain:
        if not _THOUSANDS.fullmatch(plain):
            return None
        plain = plain.replace(",", "")
    try:
        number = float(plain)
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() and "." not in plain else number
