"""A fact about the world: never a bare number, always with its source, date and confidence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from tripos.content import Json
from tripos.errors import ContentError

Confidence = Literal["published", "secondary", "estimate", "recalled", "personal", "unknown"]
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)

_FIELDS = {"value", "unit", "source", "as_of", "confidence", "note"}
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from: a page, a paper, a recollection or a person."""

    id: str
    title: str
    url: str | None = None
    kind: str | None = None
    date: str | None = None
    note: str | None = None

    def __str__(self) -> str:
        return f"{self.title} <{self.url}>" if self.url else self.title


@dataclass(frozen=True, slots=True)
class Fact:
    """One value with its provenance; `value` None means unknown, which is not zero.

    `value` may be a scalar, a list, or a map; numeric ranges are {"low", "mode", "high"}.
    `confidence` says who stands behind it: published by the institution, secondary (somebody
    else), estimate (judged or derived), recalled (not looked up), personal (the user's own).
    """

    value: Json
    unit: str | None
    sources: tuple[Source, ...]
    as_of: str | None
    confidence: Confidence
    note: str | None = None

    @property
    def known(self) -> bool:
        """Whether there is a value at all."""
        return self.value is not None

    @property
    def source(self) -> str | None:
        """All sources as one line of text."""
        return "; ".join(str(source) for source in self.sources) or None

    def span(self) -> tuple[float, float, float] | None:
        """Low, most likely and high of a number or numeric range; None if it is neither."""
        value = self.value
        if isinstance(value, bool) or value is None:
            return None
        if isinstance(value, int | float):
            return float(value), float(value), float(value)
        if isinstance(value, dict):
            low, high = value.get("low", value.get("min")), value.get("high", value.get("max"))
            mode = value.get("mode", value.get("typical"))
            if isinstance(low, int | float) and isinstance(high, int | float):
                middle = mode if isinstance(mode, int | float) else (low + high) / 2
                return float(low), float(middle), float(high)
        return None

    def latest_date(self) -> dt.date | None:
        """The newest date named in `as_of`, taken at its end (2024 means 2024-12-31)."""
        found = [_end_of(match) for match in _DATE.finditer(self.as_of or "")]
        return max((date for date in found if date), default=None)

    def age_months(self, today: dt.date) -> float | None:
        """Months since the fact was true for certain; None when it carries no date."""
        date = self.latest_date()
        return None if date is None else max(0.0, (today - date).days / 30.44)

    def to_json(self) -> dict[str, Json]:
        """The public form: value, unit, source, as_of, confidence (and a note, if any)."""
        found: dict[str, Json] = {
            "value": self.value,
            "unit": self.unit,
            "source": self.source,
            "as_of": self.as_of,
            "confidence": self.confidence,
        }
        return found | ({"note": self.note} if self.note else {})


UNKNOWN = Fact(None, None, (), None, "unknown")


def _end_of(match: re.Match[str]) -> dt.date | None:
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or not 1900 < year < 2200:
        return None
    if month is not None and not 1 <= month <= 12:
        return None
    try:
        if month is None:
            return dt.date(year, 12, 31)
        if day is None:
            return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
        return dt.date(year, month, day)
    except ValueError:
        return None


def read_fact(data: object, sources: Mapping[str, Source], where: str) -> Fact:
    """The fact in `data` as content files write it.

    Raises ContentError if a known value lacks a source, a date or a confidence, or names a
    source that does not exist.
    """
    if not isinstance(data, Mapping):
        raise ContentError(where, "must be a fact", "give value, source, as_of and confidence")
    unknown = sorted(set(data) - _FIELDS)
    if unknown:
        raise ContentError(where, f"a fact has no field '{unknown[0]}'")
    if "value" not in data:
        raise ContentError(where, "the fact has no value", "write `value: null` if it is unknown")
    confidence = data.get("confidence")
    if confidence not in CONFIDENCES:
        options = ", ".join(CONFIDENCES)
        raise ContentError(f"{where}: confidence", f"'{confidence}' is none of {options}")
    if (data["value"] is None) != (confidence == "unknown"):
        raise ContentError(where, "a null value and the confidence 'unknown' belong together")
    named = data.get("source")
    ids = named if isinstance(named, list) else [named] if named else []
    if data["value"] is not None and not ids:
        raise ContentError(where, "a fact needs a source", "name one of sources.yaml")
    if data["value"] is not None and not data.get("as_of"):
        raise ContentError(where, "a fact needs a date", "give as_of")
    missing = [key for key in ids if key not in sources]
    if missing:
        raise ContentError(f"{where}: source", f"there is no source '{missing[0]}' in sources.yaml")
    return Fact(
        value=data["value"],
        unit=data.get("unit"),
        sources=tuple(sources[key] for key in ids),
        as_of=str(data["as_of"]) if data.get("as_of") else None,
        confidence=cast("Confidence", confidence),
        note=data.get("note"),
    )


def personal_fact(value: Any, unit: str | None, source: str, as_of: str) -> Fact:
    """A figure that the person verified; it wins over the catalogue's and is shown as theirs."""
    return Fact(value, unit, (Source("personal", source, source),), as_of, "personal")
