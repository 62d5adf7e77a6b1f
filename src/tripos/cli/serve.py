"""`tripos up`, `serve`, `worker` and `accounts`: the pages, for one person or for many."""

from __future__ import annotations

import os
from pathlib import Path

import click

from tripos.cli.output import json_option, print_json, print_table

_port = click.option("--port", type=click.IntRange(1, 65535), help="The port to listen on.")


def _tell(address: str) -> None:
    click.echo(f"Tripos is at {address}  (Ctrl-C stops it)")


@click.command()
@_port
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.pass_obj
def up(home: Path, port: int | None, no_browser: bool) -> None:
    """Open the web application for yourself: no account, this machine only."""
    from tripos.web.serve import serve_local  # noqa: PLC0415 - heavy

    serve_local(home, port, _tell, browser=not no_browser)


@click.command()
@_port
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(0, 32),
              help="Worker processes started beside the server.")  # fmt: skip
@click.pass_obj
def serve(home: Path, port: int | None, host: str, workers: int) -> None:
    """Serve many people with accounts (see docs/operators.md)."""
    from tripos.web.serve import serve_shared  # noqa: PLC0415

    serve_shared(home, host, port, _tell, workers=workers)


@click.command()
@click.pass_obj
def worker(home: Path) -> None:
    """Do the long work of a shared server, beside those that `tripos serve` starts."""
    from tripos.web.record.local import check_up_to_date  # noqa: PLC0415 - heavy

    os.environ.setdefault("TRIPOS_MODE", "shared")
    check_up_to_date(home)
    from tripos.web.jobs.worker import main  # noqa: PLC0415

    main()


@click.group()
def accounts() -> None:
    """The accounts of a shared server."""


def _shared(home: Path) -> None:
    """Opens the record of a shared server, under the settings that the server has."""
    from tripos.web.record.local import prepare  # noqa: PLC0415 - heavy
    from tripos.web.serve import check_shared_settings  # noqa: PLC0415

    os.environ["TRIPOS_MODE"] = "shared"
    check_shared_settings()
    prepare(home)


@accounts.command()
@click.option("--email", default="", help="Whom it is for; fills in the form.")
@click.option("--role", default="learner", show_default=True,
              type=click.Choice(["learner", "mentor", "admin"]))  # fmt: skip
@click.option("--days", default=7, show_default=True, type=click.IntRange(1, 365),
              help="How long it holds.")  # fmt: skip
@json_option
@click.pass_obj
def invite(home: Path, email: str, role: str, days: int, as_json: bool) -> None:
    """Make an invitation and print its link, once."""
    _shared(home)
    from tripos.web.record.accounts import invite as invited  # noqa: PLC0415 - needs Django ready

    email = email.strip().lower()
    link = invited(email, role, days)
    if as_json:
        print_json({"link": link, "email": email, "role": role, "days": days})
    else:
        click.echo(f"{link}  ({role}, for {days} days)")


@accounts.command(name="list")
@json_option
@click.pass_obj
def list_(home: Path, as_json: bool) -> None:
    """List all accounts."""
    _shared(home)
    from tripos.web.record.models import Learner  # noqa: PLC0415

    rows = [
        {"email": one.user.email, "name": one.user.first_name, "role": one.role,
         "active": one.user.is_active, "since": str(one.created.date())}
        for one in Learner.objects.select_related("user").order_by("id")
    ]  # fmt: skip
    if as_json:
        print_json({"accounts": rows})
    elif rows:
        print_table(list(rows[0]), [list(row.values()) for row in rows])
    else:
        click.echo("No accounts yet; see `tripos accounts invite --help`.")
