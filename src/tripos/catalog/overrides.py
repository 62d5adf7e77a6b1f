"""The person's own figures and own courses, kept outside the package, and laid over the catalogue.

Layout of the folder (the person's Tripos home): `overrides.json` maps ID.FIELD to a value with its
source and date; `courses.json` holds imported courses.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tripos.catalog.catalog import Catalog, facts_of
from tripos.catalog.fact import Fact, personal_fact
from tripos.content import Json, parse_json, read_user_text, write_atomically
from tripos.errors import ContentError, TriposError

_FILE = "overrides.json"
_THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
_FIGURES = {"price", "certificate", "total_cost", "cost_per_credit", "duration_months", "hours"}
_LIMIT = 5_000_000


def read_overrides(home: Path) -> dict[str, Fact]:
    """The person's figures by path. Raises ContentError if the file was damaged."""
    path = home / _FILE
    if not path.exists():
        return {}
    data = parse_json(read_user_text(path, _LIMIT), str(path)).data
    if not isinstance(data, Mapping):
        raise ContentError(str(path), "must be a JSON object", "move the file away to start anew")
    return {key: _fact(row, f"{path}: {key}") for key, row in data.items()}


def _fact(row: Any, where: str) -> Fact:
    try:
        return personal_fact(row["value"], row.get("unit"), str(row["source"]), str(row["as_of"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise ContentError(where, f"is not an override ({error})", "remove the entry") from error


def with_overrides(catalog: Catalog, overrides: Mapping[str, Fact]) -> Catalog:
    """`catalog` with the person's figures in place of its own.

    An override whose fact no longer exists is left out: the catalogue may have moved on.
    """
    for path, fact in overrides.items():
        try:
            catalog = catalog.with_fact(path, fact)
        except TriposError:
            continue
    return catalog


def parse_value(text: str, present: Fact) -> Json:
    """`text` as a value of the same shape as `present`: number, low..high range, map or words.

    Accepts `49`, `1,200`, `39..89`, `5/7/12` (low/mode/high) and JSON. Raises TriposError.
    """
    words = text.strip()
    if not words:
        raise TriposError("the value is empty; give a number, a range such as 39..89, or words")
    number = _number(words)
    if present.span() is None and present.known and not isinstance(present.value, dict):
        return number if number is not None and isinstance(present.value, int | float) else words
    if number is not None:
        _refuse_negative(number, words)
        return number
    for mark in ("..", "/"):
        parts = [_number(part) for part in words.split(mark)]
        if len(parts) in (2, 3) and all(part is not None for part in parts):
            return _range([part for part in parts if part is not None], words)
    if words[0] in "{[":
        try:
            loaded: Json = json.loads(words, parse_constant=_no_constant)
        except ValueError as error:
            raise TriposError(f"'{words[:40]}' is not valid JSON ({error})") from error
        return loaded
    if present.span() is not None:
        raise TriposError(f"'{words[:40]}' is not a number or a range such as 39..89")
    return words


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a figure")


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


def save_override(
    home: Path, catalog: Catalog, path: str, text: str, source: str, today: dt.date
) -> Fact:
    """Stores the person's figure for `path` and returns it as a fact.

    Raises TriposError if the path, the value or the source is not usable.
    """
    entry, name = catalog.locate(path)
    present = facts_of(entry)[name]
    if not source.strip():
        raise TriposError("a figure needs its source; add --source URL")
    fact = personal_fact(parse_value(text, present), present.unit, source.strip(), str(today))
    _check_shape(fact, present, name)
    catalog.with_fact(path, fact)
    stored = read_overrides(home)
    stored[path] = fact
    _write(home, stored)
    return fact


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


def remove_override(home: Path, path: str) -> None:
    """Forgets the person's figure for `path`. Raises TriposError if there is none."""
    stored = read_overrides(home)
    if path not in stored:
        raise TriposError(f"there is no override of '{path}'")
    del stored[path]
    _write(home, stored)


def _write(home: Path, facts: Mapping[str, Fact]) -> None:
    rows = {
        key: {
            "value": fact.value,
            "unit": fact.unit,
            "source": fact.sources[0].title,
            "as_of": fact.as_of,
        }
        for key, fact in sorted(facts.items())
    }
    write_atomically(home / _FILE, json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
