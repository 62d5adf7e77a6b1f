"""Between the person's file and the inputs of a form."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from tripos.errors import TriposError
from tripos.web.welcome.steps import Field

_YES_NO = {"yes": True, "no": False}
_WEEK = "means.hours_per_week"


def value_at(data: Mapping[str, Any], path: str) -> Any:
    """The value of a field in a person's file; None where it is not said."""
    value: Any = data
    for step in path.split("."):
        if path.startswith(_WEEK) and step == "typical" and isinstance(value, int | float):
            return value
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def shown(field: Field, data: Mapping[str, Any]) -> Any:
    """What the input of a field shows: text, or a list of chosen values."""
    value = value_at(data, field.path)
    if field.kind == "several":
        return list(value or ())
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def typed(field: Field, form: QueryDict) -> Any:
    """What was entered, as a value of the file; None for nothing. Raises TriposError."""
    if field.kind == "several":
        return form.getlist(field.name) or None
    text = form.get(field.name, "").strip()
    if not text:
        return None
    if field.kind == "yes-no":
        return _YES_NO.get(text)
    if field.kind == "number":
        return _number(field, text)
    return text.upper() if field.path.endswith("currency") else text


def _number(field: Field, text: str) -> float | int:
    plain = text.replace(" ", "").replace("\u00a0", "")
    if "," in plain and "." not in plain and len(plain.rpartition(",")[2]) != 3:
        plain = plain.replace(",", ".")
    try:
        value = float(plain.replace(",", ""))
    except ValueError:
        raise TriposError(f"your profile: {field.path}: '{text[:30]}' is not a number") from None
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def merged(data: Mapping[str, Any], fields: Sequence[Field], form: QueryDict) -> dict[str, Any]:
    """`data` with what the form says of `fields`; what it leaves empty is taken out."""
    found = copy.deepcopy(dict(data))
    week = found.get("means", {}).get("hours_per_week")
    if isinstance(week, int | float):
        found["means"]["hours_per_week"] = {"typical": week}
    for field in fields:
        _put(found, field.path.split("."), typed(field, form))
    _fill_week(found)
    return found


def _put(data: dict[str, Any], steps: Sequence[str], value: Any) -> None:
    *parents, name = steps
    part = data
    for step in parents:
        inner = part.get(step)
        part[step] = inner if isinstance(inner, dict) else {}
        part = part[step]
    if value is None:
        part.pop(name, None)
    else:
        part[name] = value


def _fill_week(data: dict[str, Any]) -> None:
    """A week that is only known by its usual hours is a plain number, as the file allows."""
    means = data.get("means", {})
    week = means.get("hours_per_week")
    if not isinstance(week, dict):
        return
    if not week:
        del means["hours_per_week"]
    elif set(week) == {"typical"}:
        means["hours_per_week"] = week["typical"]
    elif "typical" in week:
        usual = week["typical"]
        week.setdefault("low", min(usual, round(0.6 * usual, 1)))
        week.setdefault("high", max(usual, round(1.3 * usual, 1)))


def wrong_field(fields: Sequence[Field], sentence: str) -> str | None:
    """The field that an error of the profile speaks of."""
    named = [field.path for field in fields if f": {field.path}:" in sentence]
    parents = [field.path for field in fields if f": {field.path.rpartition('.')[0]}:" in sentence]
    return next(iter(named or parents), None)
