"""`tripos me`: the record of this home, which pages and commands share."""

from __future__ import annotations

import json
from pathlib import Path

import click

from tripos.cli.home import record_at
from tripos.cli.output import json_option, print_json, print_table, write_file
from tripos.cli.people import read_person_file
from tripos.content import parse_json, read_user_text

_Path = click.Path(path_type=Path)


@click.group()
def me() -> None:
    """Your record: profile, postings, figures, plans, evidence."""


@me.command()
@json_option
@click.pass_obj
def show(home: Path, as_json: bool) -> None:
    """Show the profile and how much the record holds."""
    learner = record_at(home)
    from tripos.web.record.exchange import export_record, summary_of  # noqa: PLC0415

    held = summary_of(export_record(learner))
    if as_json:
        print_json({"person": learner.person, "held": held})
        return
    if learner.person:
        click.echo(json.dumps(learner.person, indent=2, ensure_ascii=False))
    else:
        click.echo("No profile yet: `tripos me set FILE`, or the welcome page of `tripos up`.")
    print_table(["holds", ">count"], list(held.items()))


@me.command(name="set")
@click.argument("file", type=_Path)
@click.pass_obj
def set_(home: Path, file: Path) -> None:
    """Store the person's FILE (see docs/person.md) as your profile."""
    learner = record_at(home)
    from tripos.atlas import load_atlas  # noqa: PLC0415
    from tripos.web.record.own import catalog_of  # noqa: PLC0415
    from tripos.web.record.person import save_person  # noqa: PLC0415

    person = read_person_file(file, load_atlas(), catalog_of(learner))
    said = person.model_dump(mode="json", exclude_unset=True, exclude_none=True)
    save_person(learner, said)
    click.echo(f"{file} is now your profile.")


@me.command()
@click.argument("file", type=_Path)
@click.pass_obj
def export(home: Path, file: Path) -> None:
    """Write the whole record as JSON to FILE."""
    learner = record_at(home)
    from tripos.web.record.exchange import export_record  # noqa: PLC0415

    write_file(file, json.dumps(export_record(learner), indent=1, ensure_ascii=False) + "\n")


@me.command(name="import")
@click.argument("file", type=_Path)
@click.option("--yes", is_flag=True, help="Replace what the record holds now.")
@click.pass_obj
def import_(home: Path, file: Path, yes: bool) -> None:
    """Replace the record by the one in FILE, all or nothing."""
    learner = record_at(home)
    from tripos.web.record.exchange import (  # noqa: PLC0415
        MOST_BYTES,
        check_record,
        export_record,
        import_record,
        summary_of,
    )

    data = parse_json(read_user_text(file, MOST_BYTES), str(file)).data
    check_record(data, str(file))
    held = sum(summary_of(export_record(learner)).values())
    if (held or learner.person) and not yes:
        raise click.UsageError("the record is not empty: add --yes to replace what it holds")
    import_record(learner, data, str(file))
    click.echo(f"{file} is now your record.")


@me.command()
@click.option("--yes", is_flag=True, help="Needed, as this cannot be undone.")
@click.pass_obj
def delete(home: Path, yes: bool) -> None:
    """Delete everything in the record."""
    if not yes:
        raise click.UsageError("this cannot be undone: export first, then add --yes")
    learner = record_at(home)
    from tripos.web.record.exchange import delete_record  # noqa: PLC0415

    delete_record(learner)
    click.echo("Your record is empty.")
