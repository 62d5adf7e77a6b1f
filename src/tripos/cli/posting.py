"""`tripos posting`: read job postings, correct what was read, list the corrections."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from tripos.cli.dates import today_option
from tripos.cli.home import corrections_at, record_at
from tripos.cli.output import json_option, print_json, print_table, progress
from tripos.decide.posting import (
    Intake,
    Posting,
    corrected_posting,
    parse_correction,
    read_documents,
    read_postings,
    without_correction,
)
from tripos.decide.posting.intake import MAX_ROWS_BYTES
from tripos.errors import ContentError, TriposError

_WIDEST_TITLE = 48
_READABLE = 50  # more postings than this are for programs, not for eyes
_WIDEST_QUOTE = 140


@click.group()
def posting() -> None:
    """What job postings ask for: degree, years, rank, family of role, skills."""


@posting.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--spans", is_flag=True, help="Show every quotation that a reading rests on.")
@json_option
@click.pass_obj
def read(home: Path, files: tuple[Path, ...], spans: bool, as_json: bool) -> None:
    """Read the postings in FILES: text, HTML or JSON files, folders, or - for standard input."""
    with progress("Reading postings"):
        intake = read_documents(files, _stdin)
        _refuse_nothing(intake)
        postings = read_postings(
            intake.documents, corrections_at(home), processes=os.cpu_count() or 1
        )
    if as_json:
        print_json({
            "postings": [one.to_json() for one in postings],
            "problems": [{"file": name, "problem": what} for name, what in intake.problems],
        }, compact=len(postings) > _READABLE)  # fmt: skip
    else:
        _print_postings(postings, spans=spans)
    for name, what in intake.problems:
        click.echo(f"tripos: {name}: {what}", err=True)


def _stdin() -> bytes:
    return sys.stdin.buffer.read(MAX_ROWS_BYTES + 1)


def _refuse_nothing(intake: Intake) -> None:
    """Raises the one problem, or one sentence for several, when no posting could be read."""
    if intake.documents:
        return
    if len(intake.problems) == 1:
        raise ContentError(*intake.problems[0])
    for name, what in intake.problems:
        click.echo(f"tripos: {name}: {what}", err=True)
    raise TriposError(f"none of the {len(intake.problems)} files could be read as a posting")


def _print_postings(postings: Sequence[Posting], *, spans: bool) -> None:
    print_table(
        ["file", "role", "seniority", "screen", ">years", "or experience", ">confidence"],
        [_row(one) for one in postings],
    )
    for one in postings:
        click.echo(f"\n{one.file}: {one.title or 'no title found'}  ({one.id})")
        for line in _quotations(one, every=spans):
            click.echo(f"  {line}")
        click.echo(f"  skills: {', '.join(skill.id for skill in one.skills) or 'none'}")
        for name in one.corrected:
            click.echo(f"  yours: {name}")
        for note in one.notes:
            click.echo(f"  note: {note}")


def _row(one: Posting) -> tuple[object, ...]:
    degree = one.degree
    years = degree.years_min.value
    return (
        Path(one.file).name[:_WIDEST_TITLE], one.role_family.value, one.seniority.value,
        degree.screen.value, "-" if years is None else f"{years:g}",
        "yes" if degree.equivalent_experience_ok.value else "no", f"{one.confidence:.2f}",
    )  # fmt: skip


def _quotations(one: Posting, *, every: bool) -> list[str]:
    """The decisive words: of the degree screen alone, or of every reading."""
    spans: list[dict[str, Any]] = one.to_json()["spans"]
    shown = [span for span in spans if every or span["field"] == "screen"]
    lines = [
        f'{span["field"]}: "{_short(span["text"])}"'
        + (f"  [{span['start']}:{span['end']}]" if every else "")
        for span in shown
    ]
    return lines or [f"{one.degree.screen.value}: no words about a degree"]


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _WIDEST_QUOTE else plain[: _WIDEST_QUOTE - 3] + "..."


@posting.command(context_settings={"ignore_unknown_options": True})
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.argument("field")
@click.argument("value", required=False)
@click.option("--undo", is_flag=True, help="Forget your correction of FIELD.")
@today_option
@json_option
@click.pass_obj
def correct(
    home: Path, file: Path, field: str, value: str | None, undo: bool, today: dt.date,
    as_json: bool,
) -> None:  # fmt: skip
    """Set what FIELD of the posting in FILE truly is; it holds for every later reading.

    A value may begin with a minus sign: `tripos posting correct job.txt skills -sql`.
    """
    if undo == (value is not None):
        raise TriposError("give either a value or --undo")
    one = _single(file)
    _keep(home, one, field, value, today)
    if as_json:
        print_json(corrected_posting(one, corrections_at(home)).to_json())
    elif value is None:
        click.echo(f"{one.file}: your correction of {field} is forgotten.")
    else:
        click.echo(f"{one.file}: {field} is now {value}, and yours.")


def _keep(home: Path, one: Posting, field: str, value: str | None, today: dt.date) -> None:
    """Stores the value of a field, or forgets it where there is none. Raises TriposError."""
    if value is None:  # checked before, as a mistake leaves no record behind
        without_correction(corrections_at(home), one, field)
    else:
        parse_correction(field, value)
    learner = record_at(home)
    from tripos.web.record.own import remove_correction, save_correction  # noqa: PLC0415

    if value is None:
        remove_correction(learner, one, field)
    else:
        save_correction(learner, one, field, value, today)


def _single(file: Path) -> Posting:
    """The one posting of a file. Raises TriposError if there are several or none."""
    intake = read_documents([file], _stdin)
    _refuse_nothing(intake)
    if len(intake.documents) > 1:
        raise TriposError(f"{file} holds {len(intake.documents)} postings; correct one at a time")
    return read_postings(intake.documents, {})[0]


@posting.command()
@json_option
@click.pass_obj
def corrections(home: Path, as_json: bool) -> None:
    """List your corrections, by posting."""
    stored = corrections_at(home)
    rows = [
        {"id": key[:12], "title": one.title, "field": name, "value": made.value, "date": made.date}
        for key, one in stored.items()
        for name, made in one.fields.items()
    ]
    if as_json:
        print_json({"corrections": rows})
    elif not rows:
        click.echo("No corrections yet; see `tripos posting correct --help`.")
    else:
        print_table(list(rows[0]), [[_shown(cell) for cell in row.values()] for row in rows])


def _shown(cell: object) -> str:
    if isinstance(cell, list):
        return " ".join(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "none" if cell is None else f"{cell:g}" if isinstance(cell, float) else str(cell)
