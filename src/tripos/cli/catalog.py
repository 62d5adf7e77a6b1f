"""`tripos catalog`: look at programs and courses, verify, override, import."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click

from tripos.catalog import (
    Catalog,
    Course,
    Fact,
    Program,
    facts_of,
    import_courses,
    make_matcher,
    make_override,
    parse_age,
    search,
    stale_facts,
)
from tripos.cli.dates import today_option
from tripos.cli.home import catalog_at, record_at
from tripos.cli.output import json_option, print_json, print_table, progress
from tripos.content import nearest
from tripos.errors import TriposError, UnknownIdError
from tripos.show.plain import brief_json, entry_json, title_of
from tripos.web.record.home import has_record


@click.group()
def catalog() -> None:
    """Programs and courses; every figure has a source, a date and a confidence."""


def _hours(course: Course) -> str:
    span = course.facts["hours"].span()
    return "unknown" if span is None else f"{span[1]:g}"


def _price(course: Course) -> str:
    if course.cost.model == "subscription":
        return str(course.cost.product)
    price = course.cost.price
    if price is None or not price.known:
        return "unknown"
    return "free" if price.value == 0 else f"{price.value} USD"


@catalog.command(name="list")
@click.argument("kind", type=click.Choice(["courses", "programs", "assumptions", "statistics"]),
                default="courses")  # fmt: skip
@click.option("--provider", help="Only courses of this provider.")
@json_option
@click.pass_obj
def list_(home: Path, kind: str, provider: str | None, as_json: bool) -> None:
    """List all entries of a KIND."""
    found = catalog_at(home)
    if provider is not None and provider not in found.providers:
        raise UnknownIdError("provider", provider, nearest(provider, found.providers))
    if kind == "courses":
        courses = [c for c in found.courses.values() if provider in (None, c.provider)]
        if as_json:
            print_json({"courses": [brief_json(course) for course in courses]})
            return
        rows: list[tuple[object, ...]] = [
            (c.id, c.title, c.institution, _hours(c), _price(c)) for c in courses
        ]
        print_table(["id", "title", "institution", ">hours", "price"], rows)
    elif kind == "programs":
        programs = list(found.programs.values())
        if as_json:
            print_json({"programs": [brief_json(program) for program in programs]})
            return
        rows = [(p.id, p.name, p.institution, len(p.courses), p.completeness) for p in programs]
        print_table(["id", "name", "institution", ">courses", "known"], rows)
    else:
        entries = (found.assumptions if kind == "assumptions" else found.statistics).values()
        if as_json:
            print_json({kind: [entry_json(entry, found) for entry in entries]})
            return
        print_table(
            ["id", "what", "value"],
            [
                (e.id, getattr(e, "name", None) or getattr(e, "statement", ""), e.fact.value)
                for e in entries
            ],
        )


@catalog.command()
@click.argument("entry")
@json_option
@click.pass_obj
def show(home: Path, entry: str, as_json: bool) -> None:
    """Show ENTRY with all its facts, and what is not known of it."""
    found = catalog_at(home)
    item = found.find(entry)
    if as_json:
        print_json(entry_json(item, found))
        return
    click.echo(f"{title_of(item)}  ({item.id})")
    if isinstance(item, Course):
        _describe_course(item, found)
    elif isinstance(item, Program):
        click.echo(f"  {item.institution}, {item.country}; facts known: {item.completeness}")
        for course in item.courses:
            taught = f": {len(course.teaches)} competencies" if course.teaches else ""
            click.echo(f"    {course.code or '-'} {course.title}{taught}")
        for note in item.notes:
            click.echo(f"  Note: {note}")
    rows = [
        (name, _value(fact), fact.confidence, fact.as_of, fact.source)
        for name, fact in facts_of(item).items()
    ]
    print_table(["fact", "value", "confidence", "as of", "source"], rows)


def _value(fact: Fact) -> str:
    if not fact.known:
        return "unknown"
    value = fact.value
    if isinstance(value, dict) and set(value) == {"low", "mode", "high"}:
        value = f"{value['low']} to {value['high']}, mostly {value['mode']}"
    return f"{value} {fact.unit or ''}".strip()


def _describe_course(course: Course, found: Catalog) -> None:
    click.echo(f"  {course.institution} on {found.providers[course.provider].name}"
               if course.provider in found.providers else f"  {course.institution}")  # fmt: skip
    click.echo(f"  {course.kind} · {course.level} · {', '.join(course.formats)}")
    if course.prerequisites:
        click.echo(f"  Before: {course.prerequisites}")
    if course.requires:
        groups = "; ".join(" or ".join(group) for group in course.requires)
        click.echo(f"  Required: {groups}")
    if course.recommended:
        groups = "; ".join(" or ".join(group) for group in course.recommended)
        click.echo(f"  Recommended: {groups}")
    if course.when:
        click.echo(f"  When: {course.when}")
        click.echo(f"  Why: {course.why}")
    for module in course.modules:
        taught = ", ".join(f"{key} ({depth.label})" for key, depth in module.teaches.items())
        click.echo(f"  Module: {module.title}: {taught or 'nothing of the atlas'}")
    by_depth: dict[str, list[str]] = {}
    for key, depth in course.covers.items():
        by_depth.setdefault(depth.label, []).append(key)
    for label in ("masters", "covers", "introduces"):
        if label in by_depth:
            click.echo(f"  {label.capitalize()}: {', '.join(by_depth[label])}")


@catalog.command(name="search")
@click.argument("words")
@click.option("--teaches", multiple=True, help="A competency that must be taught (repeatable).")
@click.option("--most", default=20, show_default=True, type=click.IntRange(1, 500))
@json_option
@click.pass_obj
def search_(home: Path, words: str, teaches: tuple[str, ...], most: int, as_json: bool) -> None:
    """Find entries by WORDS in title, institution or topics, or by what they teach."""
    from tripos.atlas import load_atlas  # noqa: PLC0415

    atlas = load_atlas()
    found = catalog_at(home)
    wanted = [atlas.find(key, "--teaches").id for key in teaches]
    hits = search(found, words, wanted)[:most]
    if as_json:
        print_json({
            "hits": [brief_json(hit.entry) | {"score": hit.score, "because": hit.because}
                     for hit in hits]
        })  # fmt: skip
        return
    if not hits:
        click.echo("Nothing found; try fewer words, or `tripos catalog list`.")
        return
    print_table(
        ["id", "title", "institution", "because"],
        [(h.entry.id, title_of(h.entry), h.entry.institution, ", ".join(h.because)) for h in hits],
    )


@catalog.command()
@click.option("--older-than", default="12m", show_default=True, help="Months or years: 12m, 2y.")
@click.option("--unknown", is_flag=True, help="Also list facts that have no value yet.")
@click.option("--most", default=30, show_default=True, type=click.IntRange(1, 5000))
@today_option
@json_option
@click.pass_obj
def stale(
    home: Path, older_than: str, unknown: bool, most: int, today: dt.date, as_json: bool
) -> None:
    """List facts to verify, the most consequential first."""
    found = catalog_at(home)
    items = stale_facts(found, today, parse_age(older_than), unknown=unknown)
    shown = items[:most]
    if as_json:
        print_json({
            "total": len(items),
            "facts": [
                {"path": item.ref.path, "months": item.months and round(item.months, 1),
                 "score": round(item.score, 3), **item.ref.fact.to_json()}
                for item in shown
            ],
        })  # fmt: skip
        return
    print_table(
        ["fact", "value", "as of", "confidence", "source"],
        [
            (i.ref.path, _value(i.ref.fact)[:60], i.ref.fact.as_of, i.ref.fact.confidence,
             (i.ref.fact.source or "")[:80])
            for i in shown
        ],
    )  # fmt: skip
    click.echo(f"{len(shown)} of {len(items)} facts to verify.")


@catalog.command(context_settings={"ignore_unknown_options": True})
@click.argument("path")
@click.argument("value", required=False)
@click.option("--source", default="", help="Where you verified the figure (a URL).")
@click.option("--remove", is_flag=True, help="Forget your figure.")
@today_option
@json_option
@click.pass_obj
def override(
    home: Path, path: str, value: str | None, source: str, remove: bool, today: dt.date,
    as_json: bool,
) -> None:  # fmt: skip
    """Set your own verified VALUE for the fact PATH (ID.FIELD); it wins and is shown as yours."""
    if remove:
        _forget(home, path)
        if as_json:
            print_json({"path": path, "removed": True})
        else:
            click.echo(f"{path} is the catalogue's again.")
        return
    if value is None:
        raise click.UsageError("give the VALUE you verified, or --remove")
    fact = _keep(home, path, value, source, today)
    if as_json:
        print_json({"path": path, **fact.to_json()})
    else:
        click.echo(f"{path} is now {_value(fact)} (yours, {fact.as_of}, {fact.source}).")


def _forget(home: Path, path: str) -> None:
    if not has_record(home):  # a mistake leaves none behind
        raise TriposError(f"there is no override of '{path}'")
    learner = record_at(home)
    from tripos.web.record.own import remove_override  # noqa: PLC0415 - needs the record open

    remove_override(learner, path)


def _keep(home: Path, path: str, value: str, source: str, today: dt.date) -> Fact:
    make_override(catalog_at(home), path, value, source, today)  # a mistake leaves no record
    learner = record_at(home)
    from tripos.web.record.own import save_override  # noqa: PLC0415 - needs the record open

    return save_override(learner, path, value, source, today)


@catalog.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@today_option
@json_option
@click.pass_obj
def import_(home: Path, file: Path, today: dt.date, as_json: bool) -> None:
    """Import your own courses from FILE (CSV or JSON, see docs/catalog.md), all rows or none."""
    from tripos.atlas import load_atlas  # noqa: PLC0415

    atlas = load_atlas()
    found = catalog_at(home)
    with progress("Importing") as tell:
        matcher = make_matcher(atlas, found)
        tell("tagging topics")
        courses = import_courses(file, atlas, found, matcher, today)
        _add(home, courses)
    if as_json:
        print_json({"imported": [entry_json(course, found) for course in courses]})
        return
    for course in courses:
        click.echo(f"{course.id}: {len(course.topics)} topics, {len(course.covers)} competencies")
    click.echo(f"Imported {len(courses)} courses.")


def _add(home: Path, courses: Sequence[Course]) -> None:
    learner = record_at(home)
    from tripos.web.record.own import add_courses  # noqa: PLC0415 - needs the record open

    add_courses(learner, courses)
