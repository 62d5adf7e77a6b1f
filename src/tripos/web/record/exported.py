"""The shape of an exported record: everything that must hold before any of it is stored.

The file may have been written by hand, or cut short; a page must never fail because of it later.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from tripos.atlas import load_atlas
from tripos.catalog import (
    Catalog,
    Fact,
    courses_from_rows,
    make_override,
    overrides_from_rows,
    personal_catalog,
)
from tripos.content import Document
from tripos.decide.markdown import to_markdown
from tripos.decide.posting import corrections_from_rows, fingerprint
from tripos.decide.terms import read_terms
from tripos.errors import ContentError, TriposError
from tripos.exam import find_generator
from tripos.person import check_person, parse_person
from tripos.plan import read_past_plan, read_plan, to_csv, to_ics
from tripos.plan import to_markdown as plan_to_markdown
from tripos.web.record.gym.exchange import CasePart
from tripos.web.record.knowledge import KINDS, MOST_ROWS
from tripos.web.record.labs.exchange import DraftPart, SubmissionPart
from tripos.web.record.own import MOST_COURSES, MOST_OVERRIDES
from tripos.web.record.postings import MOST_CHARACTERS, MOST_POSTINGS

FORMAT, VERSION = "tripos-record", 1
_MOST_PLANS, _MOST_RESULTS = 50, 20
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_DAY = r"^\d{4}-\d\d-\d\d$"

Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PostingPart(_Part):
    """One posting; its fingerprint follows from its text."""

    name: str = Field(max_length=300)
    title: str = Field(max_length=300)
    text: str = Field(max_length=MOST_CHARACTERS)
    notes: list[str] = Field(max_length=100)
    added: AwareDatetime


class FigurePart(_Part):
    """One own figure; its value may be of any shape that its fact has."""

    value: Any
    unit: str | None = Field(max_length=40)
    source: str = Field(min_length=1, max_length=500)
    as_of: str = Field(max_length=40)


class _Corrected(_Part):
    value: Any
    date: str = Field(pattern=_DAY)


class CorrectionPart(_Part):
    """The corrections of one posting."""

    title: str = Field(max_length=300)
    fields: dict[str, _Corrected]


class PlanPart(_Part):
    """One plan in its public form, the newest last."""

    data: dict[str, Any]
    reason: str = Field(max_length=200)
    created: AwareDatetime


class ProgressPart(_Part):
    """How much of a line was done since when."""

    line: str = Field(max_length=120)
    share: Share
    at: AwareDatetime


class EvidencePart(_Part):
    """One row of evidence; `corrects` is the place of an earlier row in the list, from 0."""

    competency: str = Field(max_length=80)
    kind: str = Field(max_length=12)
    says: Share | None
    weight: Share
    source: str = Field(max_length=300)
    origin: str = Field(max_length=120)
    at: AwareDatetime
    corrects: int | None = Field(ge=0)


class ResultPart(_Part):
    """What was last decided or reckoned."""

    kind: Literal["decide", "frontier"]
    key: str = Field(max_length=64)
    value: dict[str, Any]
    created: AwareDatetime


class ResponsePart(_Part):
    """One answer of a sitting."""

    number: int = Field(ge=1, le=100_000)
    question: str = Field(max_length=80)
    seed: int = Field(ge=0, lt=2**31)
    competency: str = Field(max_length=80)
    kind: str = Field(max_length=12)
    typed: str = Field(max_length=1000)
    right: bool | None
    seconds: Annotated[float, Field(ge=0, le=86_400, allow_inf_nan=False)] | None
    at: AwareDatetime


class PaperPart(_Part):
    """One question of a paper."""

    number: int = Field(ge=1, le=500)
    question: str = Field(max_length=80)
    seed: int = Field(ge=0, lt=2**31)


class SittingPart(_Part):
    """One sitting of the examination with its answers."""

    kind: Literal["diagnose", "practise", "review", "mock"]
    title: str = Field(max_length=200)
    topics: list[Annotated[str, Field(max_length=80)]] = Field(max_length=1000)
    seed: int = Field(ge=0, lt=2**31)
    paper: list[PaperPart] = Field(max_length=500)
    minutes: float | None = Field(ge=0, le=1000, allow_inf_nan=False)
    started: AwareDatetime
    ended: AwareDatetime | None
    stop: str = Field(max_length=20)
    responses: list[ResponsePart] = Field(max_length=10_000)


class FlagPart(_Part):
    """One question called faulty."""

    question: str = Field(max_length=80)
    seed: int = Field(ge=0, lt=2**31)
    reason: str = Field(min_length=1, max_length=500)
    at: AwareDatetime


class _Line(BaseModel):
    id: str
    kind: str
    title: str
    start: dt.date
    end: dt.date
    hours: float
    parts: list[str]


class _Decided(BaseModel):
    class Traces(BaseModel):
        inputs: dict[str, dict[str, Any]]
        paths: dict[str, dict[str, list[str]]]
        formulas: dict[str, str]

    class Inputs(BaseModel):
        draws: int
        seed: int

    traces: Traces
    inputs: Inputs
    report: dict[str, Any]


class _Reckoned(BaseModel):
    class Point(BaseModel):
        cost: float
        finish: dt.date
        hours: float
        courses: int

    points: list[Point]


class Exported(_Part):
    """A whole record."""

    format: Literal["tripos-record"]
    version: int
    person: dict[str, Any]
    theme: Literal["auto", "light", "dark"] = "auto"
    welcomed: bool = False
    postings: list[PostingPart] = Field(max_length=MOST_POSTINGS)
    corrections: dict[str, CorrectionPart] = Field(max_length=100 * MOST_POSTINGS)
    overrides: dict[Annotated[str, Field(max_length=200)], FigurePart] = Field(
        max_length=MOST_OVERRIDES
    )
    courses: list[dict[str, Any]] = Field(max_length=MOST_COURSES)
    plans: list[PlanPart] = Field(max_length=_MOST_PLANS)
    progress: list[ProgressPart] = Field(max_length=MOST_ROWS)
    evidence: list[EvidencePart] = Field(max_length=MOST_ROWS)
    sittings: list[SittingPart] = Field(default_factory=list, max_length=10_000)
    flags: list[FlagPart] = Field(default_factory=list, max_length=1000)
    submissions: list[SubmissionPart] = Field(default_factory=list, max_length=2000)
    drafts: list[DraftPart] = Field(default_factory=list, max_length=500)
    cases: list[CasePart] = Field(default_factory=list, max_length=2000)
    results: list[ResultPart] = Field(max_length=_MOST_RESULTS)


def read_exported(data: object, where: str) -> Exported:
    """`data` as a record that can be stored whole. Raises TriposError naming the first mistake."""
    if not isinstance(data, Mapping) or data.get("format") != FORMAT:
        raise ContentError(where, "is not a record of Tripos", "export one on the settings page")
    version = data.get("version")
    if isinstance(version, int) and version > VERSION:
        raise ContentError(where, "was written by a newer Tripos", "update Tripos to read it")
    if version != VERSION:
        raise ContentError(f"{where}: version", f"must be {VERSION}")
    _check_storable(data, where)
    try:
        found = Exported.model_validate(data)
    except ValidationError as error:
        raise _first_mistake(error, where) from error
    _check_own(found, where)
    _check_postings(found, where)
    _check_evidence(found, where)
    _check_sittings(found, where)
    for at, plan in enumerate(found.plans):
        _check_plan(plan, f"{where}: plans[{at}]")
    for at, result in enumerate(found.results):
        _check_result(result, f"{where}: results[{at}]")
    return found


def _check_storable(data: Mapping[str, Any], where: str) -> None:
    """Refuses what no database takes: infinite numbers, zero bytes and broken characters."""
    try:
        text = json.dumps(data, ensure_ascii=False, allow_nan=False).encode()
    except UnicodeEncodeError as error:
        raise ContentError(where, "holds broken characters", "export it anew") from error
    except (ValueError, RecursionError) as error:
        raise ContentError(where, "holds numbers that are too large", "export it anew") from error
    if _NUL.search(text):
        raise ContentError(where, "holds zero bytes", "export it anew")


def _first_mistake(error: ValidationError, where: str) -> ContentError:
    mistakes = error.errors()
    first = mistakes[0]
    place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in first["loc"])
    message = str(first["msg"])
    more = f" (and {len(mistakes) - 1} more)" if len(mistakes) > 1 else ""
    return ContentError(
        f"{where}: {place.strip('.')[:120]}", message[:1].lower() + message[1:160] + more
    )


def _check_own(found: Exported, where: str) -> None:
    """Own courses and figures, and the profile, which may name them."""
    atlas = load_atlas()
    courses = courses_from_rows(found.courses, atlas, f"{where}: courses")
    rows = {path: row.model_dump() for path, row in found.overrides.items()}
    figures = overrides_from_rows(rows, f"{where}: overrides")
    bare = personal_catalog(courses, {})
    for path, fact in figures.items():
        if bare.leads(path):
            _check_figure(bare, path, fact, f"{where}: overrides: {path}")
    document = Document(f"{where}: person", found.person, None)
    check_person(parse_person(document), atlas, personal_catalog(courses, figures), document)


def _check_figure(catalog: Catalog, path: str, fact: Fact, where: str) -> None:
    """A figure is good if it could have been typed in."""
    value = fact.value
    text = "yes" if value is True else "no" if value is False else str(value)
    if isinstance(value, dict | list):
        text = json.dumps(value)
    try:
        made = make_override(catalog, path, text, str(fact.sources[0]), dt.date.min)
        entry, _, name = path.partition(".")
        if name.startswith("terms.") and entry in catalog.programs:
            read_terms(catalog.with_fact(path, made).programs[entry])
    except TriposError as error:
        raise ContentError(where, str(error)) from error


def _check_postings(found: Exported, where: str) -> None:
    seen: set[str] = set()
    for at, one in enumerate(found.postings):
        key = fingerprint(one.text)
        if key in seen:
            raise ContentError(f"{where}: postings[{at}]", "stands twice", "take one of them out")
        seen.add(key)
    rows = {key: row.model_dump() for key, row in found.corrections.items()}
    long = next((key for key in rows if len(key) > 64), None)
    if long is not None:
        raise ContentError(f"{where}: corrections: {long[:12]}", "is no fingerprint of a posting")
    corrections_from_rows(rows, f"{where}: corrections")


def _check_evidence(found: Exported, where: str) -> None:
    atlas = load_atlas()
    corrected: set[int] = set()
    for at, row in enumerate(found.evidence):
        place = f"{where}: evidence[{at}]"
        atlas.find(row.competency, place)
        if row.kind not in KINDS:
            raise ContentError(f"{place}: kind", f"is none of {', '.join(KINDS)}")
        if row.corrects is None:
            if row.says is None:
                raise ContentError(f"{place}: says", "is missing, and the row corrects nothing")
            continue
        if row.corrects >= at or row.corrects in corrected:
            raise ContentError(f"{place}: corrects", "must be an earlier row that still holds")
        corrected.add(row.corrects)


def _check_sittings(found: Exported, where: str) -> None:
    atlas = load_atlas()
    for at, sitting in enumerate(found.sittings):
        place = f"{where}: sittings[{at}]"
        for key in sitting.topics:
            atlas.find(key, f"{place}: topics")
        numbers = [row.number for row in sitting.responses]
        if len(set(numbers)) < len(numbers):
            raise ContentError(f"{place}: responses", "answer a question twice")
        if sitting.kind == "mock" and not (sitting.paper and sitting.ended):
            raise ContentError(f"{place}: paper", "is missing, or was not handed in")
        asked = [one.question for one in sitting.paper]
        for question in [*asked, *(one.question for one in sitting.responses)]:
            find_generator(question)
    flags = [(row.question, row.seed) for row in found.flags]
    if len(set(flags)) < len(flags):
        raise ContentError(f"{where}: flags", "name a question twice", "take one of them out")


def _check_plan(row: PlanPart, where: str) -> None:
    """A plan is good if everything that pages and files show of it can be shown."""
    try:
        read_past_plan(row.data, where)
        plan = read_plan(row.data, where)
        to_ics(plan, row.created)
        to_csv(plan)
        plan_to_markdown(plan)
        parse_person(Document(f"{where}: person", dict(plan.person), None))
        for line in row.data.get("finished", []):
            _Line.model_validate(line)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise ContentError(where, "is not a plan", "take it out of the file") from error


def _check_result(row: ResultPart, where: str) -> None:
    """A decision is good if its report can be written."""
    try:
        if row.kind == "decide":
            _Decided.model_validate(row.value)
            to_markdown(row.value["report"])
        else:
            _Reckoned.model_validate(row.value)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise ContentError(where, "is not a result", "take it out of the file") from error
