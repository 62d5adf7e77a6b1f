"""`tripos decide`: degree or courses, for one person and the postings they aim at."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tripos.atlas import load_atlas
from tripos.belief import believe_claims
from tripos.cli.dates import today_option
from tripos.cli.home import catalog_at, corrections_at
from tripos.cli.output import json_option, print_json, print_table, progress, write_file
from tripos.cli.people import read_person_file
from tripos.content import parse_json, read_user_text, write_atomically
from tripos.decide import DRAWS, Decision, Question, Trace, explain, to_json
from tripos.decide import decide as decide_for
from tripos.decide.posting import Posting, read_documents, read_postings
from tripos.decide.words import find_out
from tripos.errors import TriposError
from tripos.offers import course_offers
from tripos.plan import Setting, target_profile

_Path = click.Path(path_type=Path)
_LAST = "last-decision.json"


@click.command()
@click.argument("person", type=_Path, required=False)
@click.option("--postings", type=_Path, multiple=True,
              help="A folder or file of postings you aim at (repeat for several).")  # fmt: skip
@click.option("--draws", default=DRAWS, show_default=True, type=click.IntRange(200, 200_000),
              help="Number of simulated futures.")  # fmt: skip
@click.option("--seed", default=0, show_default=True, type=click.IntRange(0, 2**63),
              help="Seed of all chance.")  # fmt: skip
@click.option("--explain", "number", metavar="NUMBER_ID",
              help="Trace one number of the report to its formula and facts.")  # fmt: skip
@click.option("--md", is_flag=True, help="Print the report as Markdown.")
@click.option("--html", type=_Path, help="Write the report as one HTML page.")
@click.option("--plan-seconds", default=5.0, show_default=True, type=click.FloatRange(0.5, 600),
              help="Time limit for each of the three course plans.")  # fmt: skip
@json_option
@today_option
@click.pass_obj
def decide(home: Path, /, person: Path | None, **options: Any) -> None:
    """Degree or courses for PERSON (a YAML or JSON file, see docs/person.md)."""
    if options["md"] and (options["as_json"] or options["number"]):
        raise click.UsageError("choose one of --json, --md and --explain")
    if person is None:
        person, options = _as_last_time(home, options)
    with progress("Deciding") as tell:
        found = _decided(home, person, options, tell)
    _remember(home, person, options)
    if options["number"]:
        _print_trace(explain(found, options["number"]), as_json=options["as_json"])
        return
    report = to_json(found)
    if options["html"]:
        from tripos.show.decide_page import page  # noqa: PLC0415 - draws only when asked

        write_file(options["html"], page(report))
    if options["as_json"]:
        print_json(report)
    elif options["md"]:
        from tripos.decide.markdown import to_markdown  # noqa: PLC0415

        click.echo(to_markdown(report), nl=False)
    else:
        _print_report(report)


def _decided(
    home: Path, person: Path, options: dict[str, Any], tell: Callable[[str], None]
) -> Decision:  # fmt: skip
    atlas, catalog = load_atlas(), catalog_at(home)
    who = read_person_file(person, atlas, catalog)
    belief = believe_claims(who, atlas, catalog)
    postings = _postings(home, options["postings"])
    try:
        targets = tuple(target_profile(who, atlas))
        offers = course_offers(
            Setting(who, atlas, catalog, belief, options["today"],
                    seconds=options["plan_seconds"], seed=options["seed"]), tell,
        )  # fmt: skip
        return decide_for(
            Question(who, atlas, catalog, belief, options["today"], targets, postings, offers,
                     options["draws"], options["seed"]), progress=tell,
        )  # fmt: skip
    except TriposError as error:
        raise TriposError(f"{person}: {error}") from error


def _postings(home: Path, paths: tuple[Path, ...]) -> tuple[Posting, ...]:
    if not paths:
        return ()
    intake = read_documents(paths)
    for name, what in intake.problems:
        click.echo(f"tripos: {name}: {what}", err=True)
    if not intake.documents:
        raise TriposError("--postings: none of the files could be read as a posting")
    return tuple(read_postings(intake.documents, corrections_at(home)))


def _remember(home: Path, person: Path, options: dict[str, Any]) -> None:
    """Keeps how the last decision was asked for, so that its numbers can be explained later."""
    asked = {
        "person": str(person.resolve()),
        "postings": [str(path.resolve()) for path in options["postings"]],
        "draws": options["draws"],
        "seed": options["seed"],
        "today": str(options["today"]),
        "plan_seconds": options["plan_seconds"],
    }
    try:
        write_atomically(home / _LAST, json.dumps(asked, indent=2) + "\n")
    except TriposError as error:
        click.echo(f"tripos: {error}", err=True)


def _as_last_time(home: Path, options: dict[str, Any]) -> tuple[Path, dict[str, Any]]:
    """The person and options of the last decision. Raises a usage error if there was none."""
    path = home / _LAST
    if not path.exists():
        raise click.UsageError("name a person's file: there is no earlier decision to explain")
    data: Any = parse_json(read_user_text(path), str(path)).data
    try:
        again = options | {
            "postings": tuple(Path(name) for name in data["postings"]),
            "draws": int(data["draws"]),
            "seed": int(data["seed"]),
            "today": dt.date.fromisoformat(data["today"]),
            "plan_seconds": float(data["plan_seconds"]),
        }
        return Path(data["person"]), again
    except (KeyError, TypeError, ValueError) as error:
        raise TriposError(f"{path}: is damaged; name the person's file again") from error


def _print_report(report: dict[str, Any]) -> None:
    verdict = report["verdict"]
    name = report["person"]
    click.echo(f"{name}: degree or courses?" if name else "Degree or courses?")
    click.echo(f"  {verdict['sentence']}")
    for reason in verdict["reasons"]:
        click.echo(f"  - {reason}.")
    for item in report["hard_filters"]:
        quote = f': "{item["quote"]}"' if item["quote"] else f" (expected {item['share']:.0%})"
        click.echo(f"Closed without {item['needs']}: {item['label']}{quote}")
    open_paths = [path for path in report["paths"] if path["eligible"]]
    print_table(
        ["path", "kind", ">best in", ">regret", ">USD", ">months", ">finish", ">open at 24",
         ">open at 72"],
        [_row(path) for path in open_paths[:10]],
    )  # fmt: skip
    closed = [path for path in report["paths"] if not path["eligible"]]
    click.echo(f"{len(open_paths)} paths are open to you, {len(closed)} are not; for example:")
    for path in closed[:5]:
        click.echo(f"  {path['short']}: {'; '.join(path['why_not'])}")
    for item in report["break_even"]:
        click.echo(f"Break-even: {item['statement']}.")
    click.echo("Find out first (worth at most):")
    for item in report["value_of_information"][:5]:
        click.echo(
            f"  {item['label']}: {find_out(item, report['weights'])};"
            f" now {item['now']}; {item['where']}"
        )
    for item in report["faq"]:
        click.echo(f"{item['question']} {item['answer']}")
    click.echo(
        f"{report['draws']} futures, seed {report['seed']}. Trace any number with --explain, for"
        f" example: tripos decide --explain {open_paths[0]['id']}.worth"
    )


def _row(path: dict[str, Any]) -> tuple[object, ...]:
    months = path["months"]["p50"]
    return (
        path["short"][:60], path["kind"], f"{path['p_best']:.0%}", f"{path['regret']:.3f}",
        f"{path['cost']['p50']:,.0f}", "" if months is None else f"{months:.0f}",
        f"{path['p_complete']:.0%}", f"{path['screens_passed']['24']:.0%}",
        f"{path['screens_passed']['72']:.0%}",
    )  # fmt: skip


def _print_trace(trace: Trace, *, as_json: bool) -> None:
    rows = [
        {
            "input": item.name, "label": item.label, "low": item.low, "mode": item.mode,
            "high": item.high, "unit": item.unit, "known": item.known,
            "facts": [
                {"path": s.path, "value": s.value, "source": s.source, "as_of": s.as_of,
                 "confidence": s.confidence}
                for s in sources
            ],
        }
        for item, sources in trace.inputs
    ]  # fmt: skip
    if as_json:
        print_json({"id": trace.id, "value": trace.value, "formula": trace.formula, "inputs": rows})
        return
    click.echo(f"{trace.id} = {trace.value}")
    click.echo(f"  {trace.formula}")
    for row in rows:
        click.echo(
            f"  {row['input']}: {row['label']}: {row['low']:,.4g} to {row['high']:,.4g}, mostly"
            f" {row['mode']:,.4g} {row['unit']}".rstrip()
        )
        for fact in row["facts"]:  # type: ignore[attr-defined]
            click.echo(
                f"      {fact['path']} = {fact['value']} ({fact['confidence']},"
                f" {fact['as_of'] or 'no date'}; {fact['source']})"
            )
