"""The person's own readings of postings, laid over every later reading.

Their stored form maps the fingerprint of a posting to its fields, each with the value and the day
it was set. Skills are kept as lists of ids added and taken away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from tripos.content import nearest
from tripos.decide.posting.fingerprint import fingerprint
from tripos.decide.posting.reading import (
    DEGREES,
    FAMILIES,
    RANKS,
    SCREENS,
    Degree,
    DegreeReading,
    Posting,
    Read,
    Screen,
    SkillReading,
)
from tripos.decide.posting.skills import skill_ids, skill_of
from tripos.errors import ContentError, TriposError

CHOICES: Mapping[str, tuple[str, ...]] = {
    "screen": SCREENS,
    "minimum_degree": DEGREES,
    "preferred_degree": tuple(degree for degree in DEGREES if degree != "associate"),
    "seniority": RANKS,
    "role_family": FAMILIES,
    "equivalent_experience_ok": ("true", "false"),
}
FIELDS = (*CHOICES, "years_min", "skills")
_DEGREE_OF: dict[Screen, Degree] = {
    "phd-required": "phd", "masters-required": "masters", "bachelors-required": "bachelors",
    "degree-preferred": "none", "none-stated": "none",
}  # fmt: skip
_MOST_YEARS = 50

Value = str | float | bool | None | list[str]


@dataclass(frozen=True, slots=True)
class Correction:
    """One field's value as the person set it on `date` (YYYY-MM-DD)."""

    value: Value
    date: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """All corrections of one posting; `title` is only for the person's orientation."""

    title: str
    fields: Mapping[str, Correction] = field(default_factory=dict)


Corrections = Mapping[str, Corrected]


def corrections_from_rows(data: object, where: str) -> dict[str, Corrected]:
    """Corrections by fingerprint, out of their stored form. Raises ContentError if damaged."""
    if not isinstance(data, Mapping):
        raise ContentError(where, "must be a map", "move the file away to start anew")
    return {str(key): _corrected(row, f"{where}: {str(key)[:12]}") for key, row in data.items()}


def _corrected(row: Any, where: str) -> Corrected:
    try:
        fields = {
            name: Correction(_stored(name, one["value"]), str(one["date"]))
            for name, one in row["fields"].items()
        }
        return Corrected(str(row.get("title", "")), fields)
    except (KeyError, TypeError, AttributeError, TriposError) as error:
        raise ContentError(where, f"is not a correction ({error})", "remove the entry") from error


def _stored(name: str, value: Any) -> Value:
    if name == "skills":
        parts = [str(part) for part in value]
        for part in parts:
            parse_correction("skills", part)
        return list(parts)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return parse_correction(name, "none" if value is None and name == "years_min" else text)


def correction_rows(stored: Corrections) -> dict[str, dict[str, Any]]:
    """The stored form of corrections: plain maps, lists, words and numbers, in order."""
    return {
        key: {
            "title": one.title,
            "fields": {
                name: {"value": made.value, "date": made.date}
                for name, made in sorted(one.fields.items())
            },
        }
        for key, one in sorted(stored.items())
    }


def parse_correction(name: str, text: str) -> Value:
    """`text` as a value of the field `name`. Raises TriposError that names what is allowed."""
    if name not in FIELDS:
        near = nearest(name, FIELDS, 1)
        hint = f"did you mean {near[0]}? " if near else ""
        raise TriposError(f"there is no field '{name[:40]}'; {hint}fields: {', '.join(FIELDS)}")
    words = text.strip()
    if name == "years_min":
        return _years(words)
    if name == "skills":
        return [_skill(words)]
    allowed = CHOICES[name]
    if words.lower() not in allowed:
        raise TriposError(f"{name} cannot be '{words[:40]}'; choose {', '.join(allowed)}")
    return words.lower() == "true" if name == "equivalent_experience_ok" else words.lower()


def _years(words: str) -> float | None:
    if words.lower() in ("none", "null", "-"):
        return None
    try:
        years = float(words)
    except ValueError:
        years = -1.0
    if not 0 <= years <= _MOST_YEARS:
        raise TriposError(
            f"years_min cannot be '{words[:40]}'; give a number from 0 to {_MOST_YEARS}, or none"
        )
    return years


def _skill(words: str) -> str:
    sign, key = words[:1], words[1:].strip()
    if sign not in ("+", "-"):
        raise TriposError(f"skills need a sign: +{words[:40] or 'sql'} adds, -sql takes away")
    if skill_of(key) is None:
        near = nearest(key, skill_ids())
        hint = f"did you mean {' or '.join(near)}?" if near else f"skills: {', '.join(skill_ids())}"
        raise TriposError(f"there is no skill '{key[:40]}'; {hint}")
    return sign + key


def with_correction(
    stored: Corrections, posting: Posting, name: str, text: str, today: dt.date
) -> dict[str, Corrected]:
    """`stored` with the person's value of the field `name` of `posting`. Raises TriposError."""
    value = parse_correction(name, text)
    key = fingerprint(posting.text)
    present = stored.get(key, Corrected(posting.title))
    if isinstance(value, list):
        former = present.fields.get("skills")
        kept = former.value if former and isinstance(former.value, list) else []
        value = [part for part in kept if part[1:] != value[0][1:]] + value
    made = Correction(value, today.isoformat())
    return {**stored, key: Corrected(posting.title, {**present.fields, name: made})}


def without_correction(stored: Corrections, posting: Posting, name: str) -> dict[str, Corrected]:
    """`stored` without the person's value of the field. Raises TriposError if there is none."""
    if name not in FIELDS:
        parse_correction(name, "")
    key = fingerprint(posting.text)
    if key not in stored or name not in stored[key].fields:
        raise TriposError(f"{posting.file}: there is no correction of {name}")
    others = {one: corrected for one, corrected in stored.items() if one != key}
    rest = {kept: one for kept, one in stored[key].fields.items() if kept != name}
    return {**others, key: Corrected(stored[key].title, rest)} if rest else others


def corrected_posting(posting: Posting, corrections: Corrections) -> Posting:
    """`posting` with the person's values, each with confidence 1.

    A reading stays consistent. A corrected `screen` decides `minimum_degree` (the degree it
    names; for degree-or-equivalent-experience the one read, at least a bachelor's unless an
    associate's was read) and `equivalent_experience_ok` (true only for that screen), unless the
    person set those fields too *and* they agree with it. A corrected `minimum_degree` without a
    corrected screen decides the screen in the same way.
    """
    mine = corrections.get(fingerprint(posting.text))
    if mine is None:
        return posting
    values = {name: made.value for name, made in mine.fields.items()}
    return replace(
        posting,
        degree=_degree(posting.degree, values),
        seniority=_read(values, "seniority", posting.seniority),
        role_family=_read(values, "role_family", posting.role_family),
        skills=_skills(posting.skills, cast("list[str]", values.get("skills", []))),
        corrected=tuple(name for name in FIELDS if name in values),
    )


def _read(values: Mapping[str, Value], name: str, read: Read[Any]) -> Read[Any]:
    return Read(values[name], 1.0) if name in values else read


def _degree(degree: DegreeReading, values: Mapping[str, Value]) -> DegreeReading:
    screen = _read(values, "screen", degree.screen)
    least = _read(values, "minimum_degree", degree.minimum_degree)
    equivalent = _read(values, "equivalent_experience_ok", degree.equivalent_experience_ok)
    if "screen" in values:
        least, equivalent = _under_screen(screen.value, least, equivalent, values)
    elif "equivalent_experience_ok" in values or "minimum_degree" in values:
        decided = _screen_of(least.value, equivalent.value, degree.screen.value)
        screen = screen if decided == screen.value else Read(decided, 1.0)
    return DegreeReading(
        screen, least, _read(values, "preferred_degree", degree.preferred_degree), equivalent,
        _read(values, "years_min", degree.years_min),
        degree.years_by_degree if screen.value == degree.screen.value else {},
    )  # fmt: skip


def _under_screen(
    screen: Screen, least: Read[Degree], equivalent: Read[bool], values: Mapping[str, Value]
) -> tuple[Read[Degree], Read[bool]]:
    """The minimum degree and the equivalence that agree with a corrected screen."""
    if screen == "degree-or-equivalent-experience":
        named = least if least.value != "none" else Read[Degree]("bachelors", 1.0)
        chosen = "equivalent_experience_ok" in values or named.value == "associate"
        return named, equivalent if chosen else Read(True, 1.0)
    wanted = _DEGREE_OF[screen]
    least = least if least.value == wanted else Read(wanted, 1.0)
    return least, equivalent if not equivalent.value else Read(False, 1.0)


def _screen_of(least: Degree, equivalent: bool, screen: Screen) -> Screen:
    """The screen that a corrected minimum degree or equivalence makes of `screen`."""
    if least == "none":
        return screen if screen in ("degree-preferred", "none-stated") else "none-stated"
    if equivalent or least == "associate":
        return "degree-or-equivalent-experience"
    return cast("Screen", f"{least}-required")


def _skills(skills: Sequence[SkillReading], changes: Sequence[str]) -> tuple[SkillReading, ...]:
    """The skills in the order of the list, with those added and without those taken away."""
    kept = {skill.id: skill for skill in skills}
    for change in changes:
        key = change[1:]
        skill = skill_of(key)
        if change[0] == "-":
            kept.pop(key, None)
        elif skill and key not in kept:
            kept[key] = SkillReading(key, skill.name, skill.competencies, ())
    return tuple(kept[key] for key in skill_ids() if key in kept)
