"""A fact in words: its value with unit, its age, and how far it can be trusted."""

from __future__ import annotations

import calendar
import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from tripos.catalog import Confidence, Fact, Source
from tripos.content import Json

_PAGE = re.compile(r"https?://[^\s,)]+")
_IDENTIFIER = re.compile(r"[A-Za-z0-9]+([_-][A-Za-z0-9]+)*")
_RANGE = {"low", "min", "mode", "typical", "high", "max", "currency"}
_SILENT = {"weight", "count", "policy", "method", "share"}  # units that say nothing beside a value
_UNITS = {"ratio": "times"}
_PLURALS = {"months", "weeks", "years", "days", "hours", "courses", "learners", "times"}
_SENTENCES: Mapping[Confidence, str] = {
    "published": "The institution or provider says so itself.",
    "secondary": "Somebody else says so: a review, a copy, a news item.",
    "estimate": "Judged, or derived from other figures.",
    "recalled": "From memory, not looked up.",
    "personal": "Your own figure; it wins over the catalogue's.",
    "unknown": "Nobody has told us yet.",
}
_NAMES = {
    "value": "value", "url": "page", "hours": "hours of study", "enrolled": "learners enrolled",
    "graduate_credit": "counts as graduate credit", "cost.price": "price",
    "cost.certificate": "price of the certificate", "monthly": "price a month",
    "annual": "price a year", "trial": "free trial",
    "specialization_monthly": "price a month of one specialisation",
    "total_cost": "cost in all", "duration_months": "length", "gre": "GRE",
    "weekly_hours_per_course": "hours a week and course", "part_time": "part-time possible",
    "residency_difference": "cheaper for residents", "completion_retention": "who finishes",
    "registration_scarcity": "scarce places", "enrolment": "students",
    "cohort_networking": "fellow students", "stacking": "credit from elsewhere",
    "research_thesis": "research or thesis", "curriculum_rule": "rules of the curriculum",
    "admission.bachelor_required": "bachelor's degree required",
    "admission.gre": "admission test (GRE)",
    "admission.other_requirements": "other requirements for admission",
    "admission.applications_and_rate": "applications and share admitted",
    "admission.intakes_deadlines": "intakes and deadlines",
    "admission.prerequisites": "prerequisites for admission",
    "terms.price": "price in all", "terms.hours": "hours of study in all",
    "terms.duration_months": "months to finish", "terms.admission": "way of admission",
    "terms.degree_needed": "degree needed", "terms.related_degree": "must the degree be related",
    "terms.evidence": "how prerequisites are shown", "terms.admission_rate": "share admitted",
    "terms.intake_months": "months of intake", "terms.deadline_months": "apply ahead by",
    "terms.courses": "courses to take", "terms.weeks_per_course": "weeks a course",
    "terms.delivery": "online or campus", "terms.full_time_only": "full-time only",
    "terms.award": "what you get", "terms.research": "research",
    "terms.network": "fellow students", "terms.stacks_into": "counts towards",
    "terms.visa_closed": "closed to students on a visa", "terms.barred": "barred for",
    "terms.employment_needed": "employment needed",
}  # fmt: skip


def field_in_words(name: str) -> str:
    """What a field of a catalogue entry is called on pages."""
    return _NAMES.get(name, name.rpartition(".")[2].replace("_", " "))


def value_in_words(fact: Fact, field: str = "") -> str:
    """The value with its unit; unknown is said to be unknown. `field` tells months from numbers."""
    if not fact.known:
        return "unknown"
    if field.endswith("intake_months") and isinstance(fact.value, list):
        return ", ".join(_month(item) for item in fact.value)
    unit = fact.unit or ""
    if isinstance(fact.value, dict):
        span = fact.span()
        return _range(fact.value, span, unit) if span else _map(fact.value, unit)
    if isinstance(fact.value, list):
        return _joined([_said(item, unit) for item in fact.value]) or "none"
    return _with_unit(_said(fact.value, unit), unit)


def value_parts(fact: Fact) -> tuple[tuple[str, str], ...]:
    """The named parts of a map that is not a range, or of a list of titled maps, in words."""
    unit, value = fact.unit or "", fact.value
    if isinstance(value, list):
        maps = [part for part in value if isinstance(part, dict) and "title" in part]
        return tuple((str(part["title"]), _said(_untitled(part), unit)) for part in maps)
    if not isinstance(value, dict) or fact.span() or set(value) <= {"count", "unit"}:
        return ()
    return tuple((_spaced(key), _said(part, unit, key)) for key, part in value.items())


def value_as_typed(value: Json) -> str:
    """The value as a person would type it to give it as their own."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    span = Fact(value, None, (), None, "unknown").span() if isinstance(value, dict) else None
    if isinstance(value, dict) and span:
        ends = (span[0], span[2]) if _mode(value) is None else span
        return ("/" if len(ends) == 3 else "..").join(f"{end:g}" for end in ends)
    if isinstance(value, list) and not any(isinstance(item, dict | list) for item in value):
        return "; ".join(str(item) for item in value)
    return json.dumps(value, ensure_ascii=False)


def age_in_words(fact: Fact, today: dt.date) -> str:
    """How long ago the fact was true for certain."""
    months = fact.age_months(today)
    if months is None:
        return "no date"
    if months < 1:
        return "less than a month old"
    whole = int(months)
    if whole < 24:
        return f"{whole} month{'s' if whole > 1 else ''} old"
    return f"{whole // 12} years old"


def confidence_in_words(confidence: Confidence) -> str:
    """Who stands behind a fact, in one sentence."""
    return _SENTENCES[confidence]


def source_page(source: Source) -> str | None:
    """The web address that a source begins with; others only mention one."""
    found = _PAGE.match(source.url or "")
    return found[0].rstrip(".:") if found else None


def _range(value: Mapping[str, Json], span: tuple[float, float, float], unit: str) -> str:
    low, _, high = (_said(end, unit) for end in span)
    mode = _mode(value)
    words = low if low == high else f"{low} to {high}"
    if low != high and mode is not None:
        words += f", mostly {_said(mode, unit)}"
    rest = {key: part for key, part in value.items() if key not in _RANGE and part is not None}
    basis = rest.pop("basis", None)
    more = [*([str(basis)] if basis else []), *([_map(rest, "")] if rest else [])]
    return _with_unit(words, unit) + (f" ({'; '.join(more)})" if more else "")


def _untitled(value: Mapping[str, Json]) -> Json:
    return {key: part for key, part in value.items() if key != "title"}


def _mode(value: Mapping[str, Json]) -> Json:
    return value.get("mode", value.get("typical"))


def _map(value: Mapping[str, Json], unit: str) -> str:
    if set(value) == {"count", "unit"}:
        return f"{_said(value['count'], '')} {value['unit']}"
    if set(value) == {"value", "count"}:
        return f"{_with_unit(_said(value['value'], unit), unit)}, by {_said(value['count'], '')}"
    return "; ".join(f"{_spaced(key)}: {_said(part, unit, key)}" for key, part in value.items())


def _said(value: Json, unit: str, name: str = "") -> str:
    """A part of a value, without its unit."""
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _figure(value, unit)
    if isinstance(value, dict):
        return ", ".join(f"{_spaced(key)} {_said(part, unit, key)}" for key, part in value.items())
    if isinstance(value, list):
        return _joined([_said(part, unit, name) for part in value])
    return _spaced(value)


def _figure(value: float, unit: str) -> str:
    if _is_share(unit) and 0 <= value <= 1:
        return f"{100 * value:.3g}%"
    if abs(value) >= 10_000 or ("USD" in unit and abs(value) >= 1_000):
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) < 1 else f"{value:.2f}".rstrip("0").rstrip(".")


def _is_share(unit: str) -> bool:
    return unit == "share" or (unit.startswith("share of ") and ";" not in unit)


def _with_unit(words: str, unit: str) -> str:
    if _is_share(unit):
        unit = unit.removeprefix("share").strip()
    unit = "" if unit in _SILENT else _UNITS.get(unit, unit)
    if words == "1" and unit in _PLURALS:
        unit = unit.removesuffix("s")
    return f"{words} {unit}".strip()


def _spaced(text: str) -> str:
    """An identifier as words; any other text as it is."""
    return text.replace("_", " ") if "_" in text and _IDENTIFIER.fullmatch(text) else text


def _joined(parts: Sequence[str]) -> str:
    # Parts may hold commas themselves.
    return ("; " if any("," in part for part in parts) else ", ").join(parts)


def _month(value: Any) -> str:
    return calendar.month_name[value] if isinstance(value, int) and 1 <= value <= 12 else str(value)
