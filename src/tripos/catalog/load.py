"""Reads the catalogue's content files into typed values, refusing facts without a source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, cast

from tripos.atlas import Atlas, load_atlas
from tripos.catalog.catalog import Catalog
from tripos.catalog.fact import Fact, Source, read_fact
from tripos.catalog.model import (
    COST_MODELS,
    HOURS_BASES,
    KINDS,
    Assumption,
    Cost,
    Course,
    Coverage,
    Depth,
    Groups,
    Module,
    Product,
    Program,
    ProgramCourse,
    Provider,
    Statistic,
    Topic,
)
from tripos.content import nearest, read_package_folder
from tripos.errors import ContentError, UnknownIdError

DATA = Path(__file__).parent / "data"

_COURSE_FACTS = ("url", "status", "hours", "weeks", "rating", "enrolled", "graduate_credit")
_COURSE_FIELDS = {
    *_COURSE_FACTS, "id", "title", "institution", "instructors", "kind", "language", "level",
    "formats", "assessment", "part_of", "companions", "edition_year", "hours_basis", "cost",
    "admission", "when", "why", "notes", "prerequisites", "requires", "recommended", "topics",
    "modules",
}  # fmt: skip
_LISTING = {"code", "title", "role", "topics", "teaches"}


@cache
def load_catalog() -> Catalog:
    """The catalogue that ships with the package. Raises ContentError naming file and entry."""
    return read_catalog(DATA, load_atlas())


def read_catalog(folder: Path, atlas: Atlas) -> Catalog:
    """The catalogue in `folder`, its coverage expressed in competencies of `atlas`."""
    files = cast("dict[str, dict[str, Any]]", read_package_folder(folder))
    reader = _Reader(atlas, _sources(files.get("sources.yaml", {}), folder))
    for name, data in files.items():
        reader.where = str(folder / name)
        if name.startswith("providers/"):
            reader.provider(data)
        elif name.startswith("institutions/"):
            reader.institution(data)
        elif name == "statistics.yaml":
            reader.statistics = [reader.statistic(row) for row in data["statistics"]]
            reader.caveats = tuple(data["caveats"])
        elif name == "assumptions.yaml":
            reader.assumptions = [reader.assumption(row) for row in data["assumptions"]]
    return Catalog(
        courses=reader.courses,
        programs=reader.programs,
        products=reader.products,
        providers=reader.providers,
        statistics=reader.statistics,
        assumptions=reader.assumptions,
        sources=reader.sources,
        caveats=reader.caveats,
    )


def _sources(data: Mapping[str, Any], folder: Path) -> dict[str, Source]:
    rows = data.get("sources")
    if not isinstance(rows, Mapping):
        raise ContentError(str(folder / "sources.yaml"), "must hold a map `sources`")
    return {key: Source(key, **row) for key, row in rows.items()}


@dataclass
class _Reader:
    """Turns rows of one file after another into values; `where` is the file being read."""

    atlas: Atlas
    sources: dict[str, Source]
    where: str = ""
    courses: list[Course] = field(default_factory=list)
    programs: list[Program] = field(default_factory=list)
    products: list[Product] = field(default_factory=list)
    providers: list[Provider] = field(default_factory=list)
    statistics: list[Statistic] = field(default_factory=list)
    assumptions: list[Assumption] = field(default_factory=list)
    caveats: tuple[str, ...] = ()

    def provider(self, data: Mapping[str, Any]) -> None:
        """One provider file: its subscriptions and courses."""
        provider = Provider(data["provider"], data["name"])
        self.providers.append(provider)
        for row in data.get("products", ()):
            place = f"{self.where}: {row.get('id')}"
            facts = {
                key: read_fact(value, self.sources, f"{place}: {key}")
                for key, value in row.items()
                if key not in ("id", "name")
            }
            self.products.append(Product(row["id"], row["name"], provider.id, facts))
        self.courses.extend(self.course(row, provider.id) for row in data["courses"])

    def course(self, row: Mapping[str, Any], provider: str) -> Course:
        """One course entry. Raises ContentError with file, course and field."""
        place = f"{self.where}: {row.get('id', '?')}"
        unknown = sorted(set(row) - _COURSE_FIELDS)
        if unknown:
            near = nearest(unknown[0], _COURSE_FIELDS, 1)
            remedy = f"did you mean '{near[0]}'?" if near else "see docs/authors.md"
            raise ContentError(place, f"unknown field '{unknown[0]}'", remedy)
        for key in ("id", "title", "kind", "hours", "cost", "topics"):
            if key not in row:
                raise ContentError(place, f"the field '{key}' is missing")
        _one_of(row["kind"], KINDS, f"{place}: kind")
        basis = row.get("hours_basis", "platform")
        _one_of(basis, HOURS_BASES, f"{place}: hours_basis")
        facts = {
            key: read_fact(row[key], self.sources, f"{place}: {key}")
            for key in _COURSE_FACTS
            if key in row
        }
        span = facts["hours"].span()
        if span is None or not 0 < span[0] <= span[1] <= span[2] <= 3000:
            raise ContentError(f"{place}: hours", "needs 0 < low <= mode <= high hours")
        return Course(
            id=row["id"],
            title=row["title"],
            provider=provider,
            institution=row.get("institution", provider),
            kind=row["kind"],
            language=row.get("language", "en"),
            level=row.get("level", "intermediate"),
            formats=tuple(row.get("formats", ("video",))),
            assessment=tuple(row.get("assessment", ())),
            cost=self._cost(row["cost"], f"{place}: cost"),
            hours_basis=basis,
            facts=facts,
            topics=tuple(
                Topic(str(topic["topic"]), self._coverage(topic.get("teaches", {}), place))
                for topic in row["topics"]
            ),
            modules=tuple(
                Module(
                    str(module["title"]),
                    tuple(module.get("topics", ())),
                    self._coverage(module.get("teaches", {}), place),
                )
                for module in row.get("modules", ())
            ),
            requires=self._groups(row.get("requires", ()), f"{place}: requires"),
            recommended=self._groups(row.get("recommended", ()), f"{place}: recommended"),
            prerequisites=row.get("prerequisites") or "",
            instructors=tuple(row.get("instructors", ())),
            part_of=row.get("part_of"),
            companions=tuple(row.get("companions", ())),
            admission=row.get("admission"),
            when=row.get("when"),
            why=row.get("why"),
            notes=tuple(row.get("notes", ())),
        )

    def _cost(self, row: Mapping[str, Any], place: str) -> Cost:
        _one_of(row.get("model"), COST_MODELS, f"{place}: model")
        price = read_fact(row["price"], self.sources, f"{place}: price") if "price" in row else None
        certificate = (
            read_fact(row["certificate"], self.sources, f"{place}: certificate")
            if "certificate" in row
            else None
        )
        if row["model"] == "subscription" and not row.get("product"):
            raise ContentError(place, "a subscription must name its product")
        if row["model"] != "subscription" and price is None:
            raise ContentError(place, "needs a price", "write an unknown fact if it is unknown")
        return Cost(
            row["model"], price, certificate, row.get("product"), row.get("credits"),
            row.get("assumed"),
        )  # fmt: skip

    def _coverage(self, row: Mapping[str, str], place: str) -> Coverage:
        found: dict[str, Depth] = {}
        for key, depth in row.items():
            if key not in self.atlas:
                raise UnknownIdError("competency", key, nearest(key, self.atlas), place)
            if depth not in ("introduces", "covers", "masters"):
                options = "introduces, covers, masters"
                raise ContentError(f"{place}: {key}", f"'{depth}' is none of {options}")
            found[key] = Depth.named(depth)
        return found

    def _groups(self, rows: Any, place: str) -> Groups:
        for group in rows:
            for item in group:
                if not item.startswith("course:") and item not in self.atlas:
                    raise UnknownIdError("competency", item, nearest(item, self.atlas), place)
        return tuple(tuple(group) for group in rows)

    def institution(self, data: Mapping[str, Any]) -> None:
        """One institution file: its programs."""
        self.providers.append(Provider(data["institution"], data["name"]))
        self.programs.extend(self.program(row) for row in data["programs"])

    def program(self, row: Mapping[str, Any]) -> Program:
        """One program entry. Raises ContentError with file, program and field."""
        place = f"{self.where}: {row.get('id', '?')}"
        listing = row["courses"]
        if listing.get("list") and not listing.get("source"):
            raise ContentError(f"{place}: courses", "a list of courses needs a source")
        return Program(
            id=row["id"],
            name=row["name"],
            institution=row["institution"],
            country=row["country"],
            completeness=row["completeness"],
            facts={
                key: read_fact(value, self.sources, f"{place}: {key}")
                for key, value in row["facts"].items()
            },
            courses=tuple(
                ProgramCourse(
                    title=course["title"],
                    code=course.get("code"),
                    role=course.get("role"),
                    topics=course.get("topics"),
                    teaches=self._coverage(course.get("teaches", {}), place),
                    details={key: value for key, value in course.items() if key not in _LISTING},
                )
                for course in listing.get("list", ())
            ),
            course_list={key: value for key, value in listing.items() if key != "list"},
            admission_requires=self._groups(row.get("admission_requires", ()), place),
            notes=tuple(row.get("notes", ())),
        )

    def statistic(self, row: Mapping[str, Any]) -> Statistic:
        """One finding of statistics.yaml."""
        fact = read_fact(row["fact"], self.sources, f"{self.where}: {row['id']}")
        return Statistic(
            row["id"], row["topic"], row["statement"], row.get("population"), fact,
            tuple(row.get("caveats", ())), row.get("use"),
        )  # fmt: skip

    def assumption(self, row: Mapping[str, Any]) -> Assumption:
        """One judgement of assumptions.yaml."""
        fact: Fact = read_fact(row["fact"], self.sources, f"{self.where}: {row['id']}")
        if fact.span() is None:
            raise ContentError(f"{self.where}: {row['id']}", "an assumption must be a number")
        return Assumption(row["id"], row["name"], fact)


def _one_of(value: object, options: tuple[str, ...], place: str) -> None:
    if value not in options:
        raise ContentError(place, f"'{value}' is none of {', '.join(options)}")
