"""`tripos me`: the record of this home, which pages and commands share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import yaml

from tripos.atlas import load_atlas
from tripos.cli.home import catalog_at, record_at
from tripos.cli.output import json_option, print_json, print_table, write_file
from tripos.cli.people import read_person_file
from tripos.content import parse_json, read_user_text
from tripos.errors import TriposError
from tripos.web.record.home import has_record

_MOST_BYTES = 50_000_000
_Path = click.Path(path_type=Path)


@click.group()
def me() -> None:
    """Your record: profile, postings, figures, plans, evidence."""


@me.command()
@json_option
@click.pass_obj
def show(home: Path, as_json: bool) -> None:
    """Show the profile and how much the record holds."""
    person, held = _held(home)
    if as_json:
        print_json({"person": person, "held": held})
        return
    if person:
        click.echo(yaml.safe_dump(person, allow_unicode=True, sort_keys=False).rstrip())
        click.echo()
    else:
        click.echo("No profile yet: `tripos me set FILE`, or the welcome page of `tripos up`.")
    if held:
        print_table(["holds", ">count"], list(held.items()))


def _held(home: Path) -> tuple[dict[str, Any], dict[str, int]]:
    """Profile and counts; looking makes no record."""
    if not has_record(home):
        return {}, {}
    learner = record_at(home)
    from tripos.web.record.exchange import counts_of  # noqa: PLC0415 - needs the record open

    return learner.person, counts_of(learner)


@me.command(name="set")
@click.argument("file", type=_Path)
@json_option
@click.pass_obj
def set_(home: Path, file: Path, as_json: bool) -> None:
    """Store the person's FILE (see docs/person.md) as your profile."""
    person = read_person_file(file, load_atlas(), catalog_at(home))
    learner = record_at(home)
    from tripos.web.record.person import save_person  # noqa: PLC0415 - needs the record open

    said = person.model_dump(mode="json", exclude_unset=True, exclude_none=True)
    save_person(learner, said)
    if as_json:
        print_json({"person": said})
    else:
        click.echo(f"{file} is now your profile.")


@me.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.pass_obj
def export(home: Path, file: Path) -> None:
    """Write the whole record as JSON to FILE, or to standard output if it is -."""
    learner = record_at(home)
    from tripos.web.record.exchange import export_record  # noqa: PLC0415 - needs the record open

    text = json.dumps(export_record(learner), indent=1, ensure_ascii=False)
    if str(file) == "-":
        click.echo(text)
    else:
        write_file(file, text + "\n")


@me.command(name="import")
@click.argument("file", type=_Path)
@click.option("--yes", is_flag=True, help="Replace what the record holds now.")
@json_option
@click.pass_obj
def import_(home: Path, file: Path, yes: bool, as_json: bool) -> None:
    """Replace the record by the one in FILE, all or nothing."""
    data = parse_json(read_user_text(file, _MOST_BYTES), str(file)).data
    learner = record_at(home)
    from tripos.web.record.exchange import (  # noqa: PLC0415 - needs the record open
        counts_of,
        import_record,
        in_words,
        is_empty,
    )
    from tripos.web.record.exported import read_exported  # noqa: PLC0415

    read_exported(data, str(file))
    if not yes and not is_empty(learner):
        raise TriposError(
            f"the record is not empty ({in_words(counts_of(learner)) or 'a profile'}): export it if"
            " you may want it back, then add --yes to replace it"
        )
    import_record(learner, data, str(file))
    if as_json:
        print_json({"held": counts_of(learner)})
    else:
        click.echo(f"{file} is now your record.")


@me.command()
@click.option("--yes", is_flag=True, help="Needed, as this cannot be undone.")
@click.pass_obj
def delete(home: Path, yes: bool) -> None:
    """Delete everything in the record."""
    if not yes:
        raise TriposError("this cannot be undone: export what you want to keep, then add --yes")
    learner = record_at(home)
    from tripos.web.record.exchange import delete_record  # noqa: PLC0415 - needs the record open

    delete_record(learner)
    click.echo("Your record is empty.")
