"""`tripos plan` and `tripos replan`: a person's file in, a dated curriculum out."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tripos.atlas import load_atlas
from tripos.belief import believe_claims
from tripos.cli.dates import today_option
from tripos.cli.home import catalog_at
from tripos.cli.output import json_option, print_json, print_table, progress, write_file
from tripos.cli.people import read_person_file
from tripos.content import read_user_document
from tripos.errors import TriposError
from tripos.person import Person
from tripos.plan import (
    Plan,
    Setting,
    frontier,
    make_plan,
    read_past_plan,
    to_csv,
    to_ics,
    to_markdown,
)
from tripos.plan import replan as replan_rest

_Path = click.Path(path_type=Path)
_MAX_PLAN_BYTES = 10_000_000


def _output_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed((
        json_option,
        click.option("--ics", is_flag=True, help="Print as a calendar (iCalendar)."),
        click.option("--csv", "as_csv", is_flag=True, help="Print as comma-separated values."),
        click.option("--md", is_flag=True, help="Print as Markdown."),
        click.option("--svg", type=_Path, help="Also write a timeline as SVG."),
        click.option("--seconds", default=10.0, show_default=True,
                     type=click.FloatRange(0.5, 3600), help="Time limit of the search."),
        today_option,
    )):  # fmt: skip
        command = option(command)
    return command


@click.command()
@click.argument("person", type=_Path)
@click.option(
    "--objective",
    type=click.Choice(["balanced", "cheapest", "fastest"]),
    default="balanced",
    show_default=True,
    help="What to minimise: money and time, money, or time.",
)
@click.option("--frontier", "as_frontier", is_flag=True,
              help="Show what more money buys in time.")  # fmt: skip
@click.option("--seed", default=0, show_default=True, help="Seed of the simulated finish.")
@click.option("--what-if-gone", is_flag=True,
              help="Replan without each course in turn (takes a few seconds each).")  # fmt: skip
@_output_options
@click.pass_obj
def plan(home: Path, /, person: Path, objective: str, as_frontier: bool, seed: int,
         what_if_gone: bool, **options: Any) -> None:  # fmt: skip
    """Plan the best curriculum for PERSON (a YAML or JSON file, see docs/person.md)."""
    _one_format(options)
    atlas, catalog = load_atlas(), catalog_at(home)
    who = read_person_file(person, atlas, catalog)
    setting = Setting(
        who, atlas, catalog, believe_claims(who, atlas, catalog), options["today"],
        objective, options["seconds"], seed,  # type: ignore[arg-type]
    )  # fmt: skip
    try:
        with progress("Planning") as tell:
            if as_frontier:
                points = frontier(setting, progress=tell)
            else:
                found = make_plan(setting, progress=tell)
                gone = _without_each(setting, found, tell) if what_if_gone else []
    except TriposError as error:
        raise TriposError(f"{person}: {error}") from error
    if as_frontier:
        _print_frontier(points, as_json=options["as_json"])
        return
    _print_plan(found, who, gone, options)


def _one_format(options: dict[str, Any]) -> None:
    chosen = [key for key in ("as_json", "ics", "as_csv", "md") if options[key]]
    if len(chosen) > 1:
        raise click.UsageError("choose one of --json, --ics, --csv and --md")


def _without_each(
    setting: Setting, found: Plan, tell: Callable[[str], None]
) -> list[tuple[str, Plan]]:
    """The plan again without each of its courses."""
    results = []
    for item in found.items:
        if item.kind == "course":
            tell(f"without {item.title}")
            avoided = (*setting.person.preferences.avoid_courses, item.id)
            changed = {"avoid_courses": avoided, "must_courses": ()}
            preferences = setting.person.preferences.model_copy(update=changed)
            person = setting.person.model_copy(update={"preferences": preferences})
            results.append((item.id, make_plan(dataclasses.replace(setting, person=person))))
    return results


def _print_frontier(points: list[Any], *, as_json: bool) -> None:
    if as_json:
        print_json({
            "frontier": [
                {"cost": {"amount": p.cost, "currency": "USD"}, "finish": str(p.finish),
                 "hours": round(p.hours, 1), "courses": p.courses, "plan": p.plan.to_json()}
                for p in points
            ]
        })  # fmt: skip
        return
    if not points:
        click.echo("There is no plan; run without --frontier to see why.")
        return
    rows = [(f"{p.cost:.0f}", p.finish, f"{p.hours:.0f}", p.courses) for p in points]
    print_table([">USD", "planned finish", ">hours", ">courses"], rows)
    if len(points) == 1:
        click.echo("More money would not buy time: this plan is both cheapest and fastest.")


def _print_plan(
    found: Plan, who: Person, gone: list[tuple[str, Plan]], options: dict[str, Any]
) -> None:
    if options["svg"] and found.items:
        from tripos.show.timeline import plan_timeline  # noqa: PLC0415 - only for pictures

        breaks = [(pause.first, pause.last) for pause in who.means.breaks]
        write_file(options["svg"], plan_timeline(found, breaks))
    if options["as_json"]:
        result = found.to_json()
        if gone:
            result["without"] = {
                key: {"hours": round(other.hours.mode - found.hours.mode, 1),
                      "cost": round(other.cost - found.cost, 2),
                      "finish": str(other.planned_finish)}
                for key, other in gone
            }  # fmt: skip
        print_json(result)
    elif options["ics"]:
        _needs_plan(found)
        stamp = dt.datetime.combine(found.today, dt.time(), tzinfo=dt.UTC)
        click.echo(to_ics(found, stamp), nl=False)
    elif options["as_csv"]:
        _needs_plan(found)
        click.echo(to_csv(found), nl=False)
    elif options["md"]:
        click.echo(to_markdown(found), nl=False)
    else:
        _describe(found, gone)


def _needs_plan(found: Plan) -> None:
    if found.status == "infeasible":
        helping = "; ".join(item.change for item in found.relaxations[:2])
        raise TriposError(f"there is no plan: {found.reasons[0]}; what would help: {helping}")


def _describe(found: Plan, gone: list[tuple[str, Plan]]) -> None:
    if found.status == "infeasible":
        click.echo("There is no such plan:")
        for reason in found.reasons:
            click.echo(f"  {reason}")
        click.echo("Each of these alone would help:")
        for item in found.relaxations:
            click.echo(f"  {item.change}")
        return
    assert found.finish is not None and found.coherence is not None
    finish, fit, span = found.finish, found.coherence, found.hours
    name = found.person.get("name")
    click.echo(f"A plan for {name}" if name else "A plan")
    click.echo(
        f"  {found.targets} competencies to reach, {found.known} taken as known;"
        f" {span.mode:.0f} h of study ({span.low:.0f} to {span.high:.0f}), {found.cost:.0f} USD"
    )
    click.echo(
        f"  {found.start} to {found.planned_finish} if hours are as expected;"
        f" 10 of 100 would be done by {finish.p10}, 50 by {finish.p50}, 90 by {finish.p90}"
    )
    proof = "Proven optimal" if found.status == "optimal" else "Best found"
    click.echo(f"  {proof} ({found.objective}, gap {100 * (found.gap or 0):.1f} %),"
               f" first plan after {found.first_seconds or 0:.1f} s,"
               f" done after {found.seconds:.1f} s")  # fmt: skip
    print_table(
        ["from", "to", ">hours", ">USD", "what", "why"],
        [
            (i.start, i.end, f"{i.hours.mode:.0f}",
             "sub." if i.product else f"{i.cost:.0f}" if i.cost else "", i.title, i.why)
            for i in found.items
        ],
    )  # fmt: skip
    for paid in found.payments:
        click.echo(f"  {paid.date}: pay {paid.amount:.0f} USD, {paid.what}")
    click.echo(
        f"Coherence: {fit.overlap:.0%} is taught twice; {fit.unverified:.0%} of the goal is"
        f" checked by no graded work; the longest wait before use is {fit.longest_gap_days} days"
        + (f" ({fit.longest_gap})." if fit.longest_gap else ".")
    )
    if fit.orphans:
        click.echo(f"Only there for company: {', '.join(fit.orphans)}.")
    if found.uncovered:
        count = len(found.uncovered)
        click.echo(f"No course on offer teaches {count} competencies deep enough; instead:")
        for missing in found.uncovered:
            click.echo(f"  {missing.name}: {missing.fill}")
    for key, other in gone:
        if other.items:
            more, dearer = other.hours.mode - found.hours.mode, other.cost - found.cost
            click.echo(f"Without {key}: {more:+.0f} h, {dearer:+.0f} USD")
        else:
            click.echo(f"Without {key}: no plan")
    if found.changes:
        sizes = ", ".join(f"{len(value)} {key}" for key, value in found.changes.items())
        click.echo(f"Against the old plan: {sizes}.")
    for warning in found.warnings:
        click.echo(f"Verify: {warning}.")


def _shares(words: tuple[str, ...]) -> dict[str, float]:
    """`ID=40%` or `ID=0.4` as shares. Raises TriposError."""
    found = {}
    for word in words:
        key, mark, share = word.rpartition("=")
        try:
            value = float(share.rstrip("%")) / (100 if share.endswith("%") else 1)
        except ValueError:
            value = -1.0
        if not mark or not 0 <= value < 1:
            raise TriposError(f"--under-way {word[:60]}: write ID=40% (from 0 to under 100)")
        found[key] = value
    return found


@click.command()
@click.argument("plan_file", metavar="PLAN.json", type=_Path)
@click.option("--done", multiple=True, help="Finished lines, by id (repeat or use commas).")
@click.option("--under-way", multiple=True, help="Share done of a line: ID=40%.")
@click.option("--retired", multiple=True, help="A course that is no longer offered.")
@click.option("--person", type=_Path, help="A changed person's file, instead of the plan's own.")
@_output_options
@click.pass_obj
def replan(home: Path, /, plan_file: Path, done: tuple[str, ...], under_way: tuple[str, ...],
           retired: tuple[str, ...], person: Path | None, **options: Any) -> None:  # fmt: skip
    """Plan the rest of PLAN.json (from `tripos plan --json`) with as little change as can be."""
    _one_format(options)
    document = read_user_document(plan_file, _MAX_PLAN_BYTES)
    past = read_past_plan(document.data, str(plan_file))
    atlas, catalog = load_atlas(), catalog_at(home)
    who = read_person_file(person, atlas, catalog) if person else None
    finished = [key.strip() for word in done for key in word.split(",") if key.strip()]
    with progress("Planning the rest") as tell:
        found = replan_rest(
            past, atlas, catalog, options["today"], done=finished, under_way=_shares(under_way),
            retired=retired, person=who, seconds=options["seconds"], progress=tell,
        )  # fmt: skip
    _print_plan(found, who or Person.model_validate(dict(past.person)), [], options)
