"""`tripos atlas`: look at competencies, find ways through them, draw them, cover a syllabus."""

from __future__ import annotations

from pathlib import Path

import click

from tripos.atlas import STAGES, Atlas, load_atlas
from tripos.cli.home import catalog_at
from tripos.cli.output import json_option, print_json, print_table, progress, write_file
from tripos.show.plain import competency_json

_Path = click.Path(path_type=Path)
_known_option = click.option(
    "--known", type=_Path, help="A person's file, or a list of competency ids, one a line."
)


def _known(path: Path | None, atlas: Atlas, home: Path) -> frozenset[str]:
    if path is None:
        return frozenset()
    from tripos.cli.known import read_known  # noqa: PLC0415 - only with a file

    return read_known(path, atlas, catalog_at(home))


@click.group()
def atlas() -> None:
    """The competencies of the master's and what each requires."""


@atlas.command()
@click.argument("competency")
@json_option
@click.pass_obj
def show(home: Path, competency: str, as_json: bool) -> None:
    """Show COMPETENCY: what one can do, what it requires, what it unlocks, who teaches it."""
    graph = load_atlas()
    item = graph.find(competency)
    from tripos.catalog import Depth  # noqa: PLC0415

    courses = sorted(
        ((course.covers[item.id], course) for course in catalog_at(home).courses.values()
         if course.covers.get(item.id, 0) >= Depth.COVERS),
        key=lambda pair: (-pair[0], pair[1].title),
    )  # fmt: skip
    if as_json:
        taught = [{"id": c.id, "title": c.title, "depth": d.label} for d, c in courses]
        print_json(competency_json(item, graph) | {"taught_by": taught})
        return
    who = "core" if item.core else "for " + ", ".join(sorted(item.tracks))
    area = graph.areas[item.area].name
    click.echo(f"{item.name}  ({item.id})")
    click.echo(f"  Can: {item.can}.")
    click.echo(
        f"  {area} · stage {item.stage}, {STAGES[item.stage].lower()} · {item.level} · {who}"
    )
    click.echo(
        f"  {item.hours:g} h, {graph.hours([item.id]):g} h from scratch;"
        f" rests on {len(graph.ancestors[item.id])}, carries {len(graph.descendants[item.id])}"
    )
    for label, keys in (
        ("Requires", item.requires),
        ("Helped by", item.helpful),
        ("Unlocks", graph.unlocks[item.id]),
    ):
        if keys:
            click.echo(f"  {label}: {', '.join(keys)}")
    if item.encompasses:
        practised = ", ".join(f"{key} ({share:.0%})" for key, share in item.encompasses.items())
        click.echo(f"  Practises: {practised}")
    click.echo(f"  Also called: {', '.join(item.aliases)}")
    click.echo(f"  Read: {'; '.join(item.refs)}")
    if courses:
        click.echo(f"  Taught by {len(courses)} courses, such as:")
        for depth, course in courses[:5]:
            click.echo(f"    {course.title} ({course.id}, {depth.label})")


@atlas.command(name="next")
@_known_option
@click.option("--track", type=click.Choice(["ml-engineer", "data-scientist",
              "applied-scientist", "research"]), help="Only what this track includes.")  # fmt: skip
@json_option
@click.pass_obj
def next_(home: Path, known: Path | None, track: str | None, as_json: bool) -> None:
    """What can be learned next: everything whose requirements are known."""
    graph = load_atlas()
    have = graph.implied(_known(known, graph, home))
    ready = [graph[key] for key in graph.ready(have)]
    ready = [item for item in ready if track is None or item.belongs_to(track)]  # type: ignore[arg-type]
    ready.sort(key=lambda item: (item.stage, -len(graph.descendants[item.id])))
    if as_json:
        print_json({"known": len(have), "next": [competency_json(item, graph) for item in ready]})
        return
    click.echo(
        f"{len(have)} known, {len(ready)} ready to learn;"
        " earlier stages first, then what carries most."
    )
    rows = [
        (item.id, item.name, item.stage, f"{item.hours:g}", len(graph.descendants[item.id]))
        for item in ready
    ]
    print_table(["id", "name", ">stage", ">hours", ">carries"], rows)


@atlas.command()
@click.argument("competency")
@_known_option
@json_option
@click.pass_obj
def path(home: Path, competency: str, known: Path | None, as_json: bool) -> None:
    """What stands between me and COMPETENCY, in the order to learn it."""
    graph = load_atlas()
    item = graph.find(competency)
    steps = graph.path(item.id, _known(known, graph, home))
    total = sum(step.hours for step in steps)
    if as_json:
        print_json({
            "target": item.id, "hours": total,
            "steps": [
                {"id": step.competency.id, "name": step.competency.name, "hours": step.hours}
                for step in steps
            ],
        })  # fmt: skip
        return
    if not steps:
        click.echo(f"Nothing: {item.name} is known already.")
        return
    click.echo(f"{len(steps)} steps, {total:g} h, to {item.name}:")
    rows = [
        (n, step.competency.id, step.competency.name, f"{step.hours:g}")
        for n, step in enumerate(steps, 1)
    ]
    print_table([">", "id", "name", ">hours"], rows)


@atlas.command(name="map")
@click.option("--area", help="Draw one area instead of all areas.")
@click.option("--focus", help="Draw one competency with all that it rests on.")
@_known_option
@click.option("-o", "--output", type=_Path, required=True, help="SVG file to write.")
@click.pass_obj
def map_(home: Path, area: str | None, focus: str | None, known: Path | None, output: Path) -> None:
    """Draw the atlas as SVG at one of three zooms: areas, one area, one competency."""
    from tripos.show.atlas_map import draw_map  # noqa: PLC0415

    graph = load_atlas()
    if area and focus:
        raise click.UsageError("--area and --focus exclude each other")
    have = _known(known, graph, home)
    write_file(output, draw_map(graph, have, area, focus, shown=known is not None))


@atlas.command()
@click.argument("syllabus", type=_Path)
@json_option
@click.pass_obj
def cover(home: Path, syllabus: Path, as_json: bool) -> None:
    """Which competencies a SYLLABUS (one topic a line) means, or that one is missing."""
    from tripos.catalog import make_matcher  # noqa: PLC0415
    from tripos.content import read_user_text  # noqa: PLC0415

    lines = [line.strip() for line in read_user_text(syllabus).splitlines()]
    topics = [line.lstrip("-*• ") for line in lines if line.lstrip("-*• ")]
    graph = load_atlas()
    with progress("Reading the syllabus") as tell:
        matcher = make_matcher(graph, catalog_at(home))
        tell(f"{len(topics)} topics")
        found = [matcher.match(topic) for topic in topics]
    if as_json:
        print_json({
            "topics": [
                {
                    "topic": one.topic, "missing": one.missing,
                    "matches": [{"id": match.id, "score": match.score} for match in one.matches],
                }
                for one in found
            ]
        })  # fmt: skip
        return
    rows = [
        (one.topic, "missing" if one.missing else
         ", ".join(f"{match.id} {match.score:.2f}" for match in one.matches))
        for one in found
    ]  # fmt: skip
    print_table(["topic", "competencies"], rows)
    meant = {match.id for one in found for match in one.matches[:1]}
    click.echo(
        f"{sum(not one.missing for one in found)} of {len(found)} topics found,"
        f" {len(meant)} competencies, {sum(graph[key].hours for key in meant):g} h"
    )
