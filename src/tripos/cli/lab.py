"""`tripos lab`: hands-on work, begun in a folder, checked, submitted, judged."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tripos.cli.output import json_option, print_json, print_table

if TYPE_CHECKING:
    from tripos.labs.judge import Judge

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.group()
def lab() -> None:
    """Labs: hands-on work on real data, judged by running it."""


@lab.command(name="list")
@json_option
def list_(as_json: bool) -> None:
    """All labs, with what they practise."""
    from tripos.labs import all_labs  # noqa: PLC0415 - heavy

    cards = [one.card for one in all_labs().values()]
    if as_json:
        print_json({
            "labs": [
                {"id": card.id, "title": card.title, "area": card.area, "minutes": card.minutes,
                 "competencies": list(card.competencies), "stack": card.stack}
                for card in cards
            ]
        })  # fmt: skip
        return
    print_table(
        ["lab", "title", "area", ">minutes"],
        [(card.id, card.title, card.area, card.minutes) for card in cards],
    )


@lab.command()
@click.argument("key", metavar="ID")
@click.argument("folder", metavar="[DIR]", required=False, type=_FOLDER)
@click.option("--notebook", is_flag=True, help="Begin it as a notebook.")
def start(key: str, folder: Path | None, notebook: bool) -> None:
    """Begin lab ID in folder DIR (default: a folder of its name)."""
    from tripos.labs import find_lab  # noqa: PLC0415 - heavy
    from tripos.labs.workspace import start as begin  # noqa: PLC0415

    found = find_lab(key)
    place = folder or Path(found.id)
    names = begin(found, place, notebook=notebook)
    click.echo(f"{place}: {', '.join(names)}. Read brief.md, then `tripos lab check {place}`.")


@lab.command()
@click.argument("folder", metavar="[DIR]", default=".", type=_FOLDER)
@json_option
def check(folder: Path, as_json: bool) -> None:
    """Run the visible checks on the work in DIR; nothing is stored."""
    from tripos.labs import judge_submission, judgement_row  # noqa: PLC0415 - heavy
    from tripos.labs.workspace import lab_of, submission  # noqa: PLC0415

    found = lab_of(folder)
    files = submission(folder)
    with judge_here(found.card.stack) as judge:
        done = judge_submission(found, files, judge, 0, checks=found.visible())
    _say(judgement_row(done), as_json, stored=False)


@lab.command()
@click.argument("folder", metavar="[DIR]", default=".", type=_FOLDER)
@json_option
@click.pass_obj
def submit(home: Path, folder: Path, as_json: bool) -> None:
    """Submit the work in DIR: it is stored, judged on hidden data, and becomes evidence."""
    from tripos.cli.home import record_at  # noqa: PLC0415 - heavy
    from tripos.labs.workspace import lab_of, submission  # noqa: PLC0415

    found = lab_of(folder)
    files = submission(folder)
    learner = record_at(home)
    from tripos.web.record.labs.submissions import judge_stored, waiting_of  # noqa: PLC0415 - needs it open
    from tripos.web.record.labs.submissions import submit as store  # noqa: PLC0415

    row = store(learner, found, files)
    with judge_here(found.card.stack) as judge:
        for one in waiting_of(learner):  # also what an earlier, interrupted one has left
            row = judge_stored(one, judge)
    assert row.judgement is not None
    _say(row.judgement, as_json, stored=True)


@lab.command()
@click.argument("key", metavar="[ID]", required=False)
@json_option
@click.pass_obj
def history(home: Path, key: str | None, as_json: bool) -> None:
    """What was submitted, the newest first; one that waits is judged by the next `submit`."""
    from tripos.cli.home import record_at  # noqa: PLC0415 - heavy
    from tripos.labs import find_lab  # noqa: PLC0415

    learner = record_at(home)
    rows = learner.submissions.all()
    if key is not None:
        rows = rows.filter(lab=find_lab(key).id)
    shown = [
        {"id": row.pk, "lab": row.lab, "at": row.created.isoformat(timespec="seconds"),
         "score": row.judgement["score"] if row.judgement else None,
         "max": row.judgement["max"] if row.judgement else None,
         "passed": row.judgement["passed"] if row.judgement else None}
        for row in rows
    ]  # fmt: skip
    if as_json:
        print_json({"submissions": shown})
        return
    print_table(
        [">number", "lab", "at", "points", ""],
        [(row["id"], row["lab"], row["at"],
          f"{row['score']:g} of {row['max']:g}" if row["max"] else "waits",
          "passed" if row["passed"] else "") for row in shown],
    )  # fmt: skip


@lab.command()
@json_option
def confinement(as_json: bool) -> None:
    """How well this machine can confine code, and why not better."""
    from tripos.labs.judge import offered  # noqa: PLC0415 - heavy

    level, reason = offered()
    if as_json:
        print_json({"confinement": level.name.lower(), "reason": reason})
        return
    click.echo(f"{level.name.lower()}: {level.words}" + (f" ({reason})" if reason else ""))


def judge_here(stack: str) -> Judge:
    """A judge at the best level of this machine; unconfined only after asking."""
    from tripos.labs.judge import Judge, Level, offered  # noqa: PLC0415 - heavy

    level, reason = offered()
    if level is Level.NONE:
        click.echo(f"{Level.NONE.words} ({reason})", err=True)
        click.confirm("Run your own code unconfined?", abort=True, err=True)
    return Judge(stack=stack, least=level)


def _say(row: dict[str, Any], as_json: bool, *, stored: bool) -> None:
    if as_json:
        print_json(row)
        return
    for one in row["checks"]:
        mark = "ok  " if one["passed"] else "FAIL"
        click.echo(f"{mark} {one['name']} ({one['score']:g} of {one['points']:g})")
        if one["message"]:
            click.echo(f"     {one['message']}")
    if row["output"].strip():
        click.echo(f"It printed:\n{row['output'].rstrip()}")
    word = "Passed" if row["passed"] else "Not passed yet"
    what = f"{row['score']:g} of {row['max']:g} points" + (
        "" if stored else " (visible checks only)"
    )
    click.echo(
        f"{word}: {what}. Confinement: {row['confinement']}; {row['cpu_seconds']:.2f} CPU-s."
    )
    if row["practice"]:
        click.echo("Practice mode: this is no evidence.")
