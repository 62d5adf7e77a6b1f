"""Reads a person's own courses from CSV or JSON, all rows or none; and their stored form.

The columns are documented in docs/catalog.md. Topics are tagged by the matcher; what it finds is
stored with the course, so that later plans do not move when the matcher learns.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from tripos.atlas import Atlas, Matcher
from tripos.catalog.catalog import Catalog
from tripos.catalog.fact import Fact, Source
from tripos.catalog.model import Cost, Course, Depth, Groups, Topic
from tripos.catalog.tagging import tag_topic
from tripos.content import nearest, parse_json, read_user_text
from tripos.errors import ContentError, TriposError

MAX_BYTES = 10_000_000
MAX_ROWS = 5_000
PROVIDER = "imported"
_ID = r"^[a-z0-9][a-z0-9-]{1,79}$"
_URL = r"^(https?://\S+)?$"


def _listed(value: object) -> object:
    """Several things in one cell are separated by semicolons."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(";") if part.strip()]
    return value


def _unset(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


Listed = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Number = Annotated[float | None, BeforeValidator(_unset)]


class Row(BaseModel):
    """One course as a person writes it."""

    model_config = ConfigDict(extra="forbid", str_max_length=2000, str_strip_whitespace=True)

    id: str = Field(pattern=_ID)
    title: str = Field(min_length=1, max_length=200)
    topics: Listed = Field(min_length=1, max_length=200)
    source: str = Field(min_length=1)
    hours: Number = Field(default=None, gt=0, le=3000)
    hours_low: Number = Field(default=None, gt=0, le=3000)
    hours_high: Number = Field(default=None, gt=0, le=3000)
    price_usd: Number = Field(default=None, ge=0, le=1e6)
    institution: str = ""
    url: str = Field(default="", pattern=_URL)
    language: str = "en"
    level: Literal["introductory", "intermediate", "advanced", ""] = "intermediate"
    formats: Listed = ()
    assessment: Listed = ()
    requires: Listed = Field(default=(), max_length=12)
    as_of: str = ""

    @model_validator(mode="after")
    def _hours_known(self) -> Row:
        if self.hours is None and (self.hours_low is None or self.hours_high is None):
            raise ValueError("hours: give hours, or hours_low and hours_high")
        if self.hours_low and self.hours_high and self.hours_low > self.hours_high:
            raise ValueError("hours_low: is more than hours_high")
        return self


class _Hours(BaseModel):
    low: float = Field(gt=0, allow_inf_nan=False)
    mode: float = Field(allow_inf_nan=False)
    high: float = Field(allow_inf_nan=False)

    @model_validator(mode="after")
    def _ordered(self) -> _Hours:
        if not self.low <= self.mode <= self.high:
            raise ValueError("must run from low over mode to high")
        return self


class _StoredTopic(BaseModel):
    topic: str
    teaches: dict[str, Literal["introduces", "covers", "masters"]]


class _Stored(BaseModel):
    """One course as a record keeps it, which may come from a file that somebody edited."""

    id: str = Field(pattern=_ID)
    title: str = Field(min_length=1)
    institution: str
    language: str
    level: Literal["introductory", "intermediate", "advanced"]
    formats: tuple[str, ...]
    assessment: tuple[str, ...]
    requires: tuple[tuple[str, ...], ...]
    hours: _Hours
    price_usd: float | None = Field(ge=0, allow_inf_nan=False)
    url: str | None = Field(pattern=_URL)
    source: str = Field(min_length=1)
    as_of: str
    topics: tuple[_StoredTopic, ...]


def import_courses(
    path: Path, atlas: Atlas, catalog: Catalog, matcher: Matcher, today: dt.date
) -> list[Course]:
    """The courses in the file at `path`; see `courses_of`."""
    text = read_user_text(path, MAX_BYTES)
    return courses_of(text, str(path), atlas, catalog, matcher, today)


def courses_of(
    text: str, name: str, atlas: Atlas, catalog: Catalog, matcher: Matcher, today: dt.date
) -> list[Course]:
    """The courses in `text`, tagged; `name` is the file's, and tells JSON from CSV.

    Raises ContentError naming the first bad row and its field (and how many more are bad), also
    for an id that `catalog` holds already.
    """
    rows = _rows(_plain(text, name), name)
    taken = set(catalog.entries)
    courses: list[Course] = []
    mistakes: list[str] = []
    for number, row in rows:
        try:
            course = _course(row, atlas, matcher, today)
            if course.id in taken:
                raise TriposError("id: is taken already; choose another")
            taken.add(course.id)
            courses.append(course)
        except (ValidationError, TriposError) as error:
            mistakes.append(f"row {number}: {_sentence(error)}")
    if mistakes:
        more = f"; {len(mistakes)} rows cannot be read" if mistakes[1:] else ""
        raise ContentError(name, f"{mistakes[0]}{more}", "nothing was imported")
    return courses


def _plain(text: str, name: str) -> str:
    """`text` without the mark that spreadsheets put first. Raises ContentError if unusable."""
    text = text.removeprefix("\ufeff")
    if len(text) > MAX_BYTES:
        raise ContentError(name, f"is larger than {MAX_BYTES // 1_000_000} MB", "split it")
    if "\x00" in text:
        raise ContentError(name, "is not a text file", "is it the right file?")
    if not text.strip():
        raise ContentError(name, "is empty")
    return text


def _rows(text: str, name: str) -> list[tuple[int, Mapping[str, Any]]]:
    rows: Sequence[Any]
    if PurePath(name).suffix.lower() == ".json":
        data = parse_json(text, name).data
        rows = data["courses"] if isinstance(data, dict) and "courses" in data else data  # type: ignore[assignment]
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise ContentError(name, "must be a list of courses")
        numbered = list(enumerate(rows, 1))
    else:
        reader = csv.DictReader(io.StringIO(text), strict=True)
        try:
            numbered = [(reader.line_num, _cells(row)) for row in reader]
        except csv.Error as error:
            raise ContentError(f"{name}:{reader.line_num}", f"not valid CSV ({error})") from error
    if not numbered:
        raise ContentError(name, "holds no courses", "the first line must name the columns")
    if len(numbered) > MAX_ROWS:
        raise ContentError(name, f"holds more than {MAX_ROWS} courses", "split it")
    return numbered


def _cells(row: Mapping[str | None, Any]) -> dict[str, Any]:
    found = {("more cells than columns" if key is None else key.strip()): value
             for key, value in row.items()}  # fmt: skip
    return {key: value for key, value in found.items() if value not in (None, "")}


def _sentence(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    # A misspelt column explains a missing one, so it is told first.
    first = min(error.errors(), key=lambda mistake: mistake["type"] != "extra_forbidden")
    field = ".".join(str(step) for step in first["loc"])
    message = str(first["msg"]).removeprefix("Value error, ")
    if first["type"] == "extra_forbidden":
        near = nearest(field, Row.model_fields, 1)
        return f"there is no column '{field}'" + (f"; did you mean {near[0]}?" if near else "")
    if first["type"] == "missing":
        return f"the column '{field}' is missing or empty"
    return f"{field}: {message}" if field else message


def _course(row: Mapping[str, Any], atlas: Atlas, matcher: Matcher, today: dt.date) -> Course:
    read = Row.model_validate(row)
    requires = _requires(read.requires, atlas)
    mode = read.hours or ((read.hours_low or 0) + (read.hours_high or 0)) / 2
    return _own_course(
        {
            "id": read.id,
            "title": read.title,
            "institution": read.institution or "imported",
            "language": read.language,
            "level": read.level or "intermediate",
            "formats": read.formats or ("video",),
            "assessment": read.assessment,
            "hours": {
                "low": min(mode, read.hours_low or 0.7 * mode),
                "mode": mode,
                "high": max(mode, read.hours_high or 1.8 * mode),
            },
            "price_usd": read.price_usd,
            "url": read.url,
            "source": read.source,
            "as_of": read.as_of or str(today),
        },
        tuple(tag_topic(matcher, topic) for topic in read.topics),
        requires,
    )


def _own_course(row: Mapping[str, Any], topics: tuple[Topic, ...], requires: Groups) -> Course:
    """The course of a row as it is stored; every fact of it is the person's own."""
    source = (Source("personal", row["source"], row["source"]),)

    def own(value: Any, unit: str | None) -> Fact:
        return Fact(value, unit, source, row["as_of"], "personal")

    price = row["price_usd"]
    return Course(
        id=row["id"],
        title=row["title"],
        provider=PROVIDER,
        institution=row["institution"],
        kind="course",
        language=row["language"],
        level=row["level"],
        formats=tuple(row["formats"]),
        assessment=tuple(row["assessment"]),
        cost=Cost(
            "free" if price == 0 else "one-off",
            Fact(None, "USD", (), None, "unknown") if price is None else own(price, "USD"),
        ),
        hours_basis="platform",
        facts={
            "hours": own(row["hours"], "h"),
            "status": own("listed", None),
            **({"url": own(row["url"], None)} if row["url"] else {}),
        },
        topics=topics,
        requires=requires,
        imported=True,
    )


def _requires(cells: Sequence[str], atlas: Atlas) -> Groups:
    """`a|b; c`: a or b, and c. Raises UnknownIdError for an id that does not exist."""
    return tuple(
        tuple(atlas.find(key, "requires").id for key in cell.split("|") if key.strip())
        for cell in cells
    )


def course_rows(courses: Iterable[Course]) -> list[dict[str, Any]]:
    """The stored form of own courses: plain lists, maps, words and numbers."""
    return [_stored(course) for course in courses]


def _stored(course: Course) -> dict[str, Any]:
    price = course.cost.price
    url = course.facts.get("url")
    return {
        "id": course.id, "title": course.title, "institution": course.institution,
        "language": course.language, "level": course.level, "formats": list(course.formats),
        "assessment": list(course.assessment),
        "requires": [list(group) for group in course.requires],
        "hours": course.facts["hours"].value, "price_usd": price.value if price else None,
        "url": url.value if url else None, "source": course.facts["hours"].sources[0].title,
        "as_of": course.facts["hours"].as_of,
        "topics": [
            {"topic": t.text, "teaches": {k: d.label for k, d in t.teaches.items()}}
            for t in course.topics
        ],
    }  # fmt: skip


def courses_from_rows(rows: object, atlas: Atlas, where: str) -> list[Course]:
    """Own courses out of their stored form. Raises ContentError if it was damaged."""
    remedy = "move the file away and import again"
    if not isinstance(rows, list):
        raise ContentError(where, "must be a list of courses", remedy)
    courses: list[Course] = []
    for number, row in enumerate(rows, 1):
        try:
            courses.append(_restored(row, atlas))
        except ValidationError as error:
            what = f"course {number} is damaged ({_sentence(error)})"
            raise ContentError(where, what, remedy) from error
    return courses


def _restored(row: object, atlas: Atlas) -> Course:
    read = _Stored.model_validate(row)
    topics = tuple(
        Topic(one.topic, {k: Depth.named(d) for k, d in one.teaches.items() if k in atlas})
        for one in read.topics
    )
    return _own_course(read.model_dump(), topics, read.requires)
