"""Dates given on the command line."""

from __future__ import annotations

import datetime as dt

import click


class _Day(click.ParamType[dt.date]):
    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """A date written YYYY-MM-DD."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"'{str(value)[:40]}' is not a date; write YYYY-MM-DD", param, ctx)


today_option = click.option(
    "--today",
    type=_Day(),
    default=lambda: dt.datetime.now(tz=dt.UTC).astimezone().date(),
    show_default="today",
    help="The day to reckon from, YYYY-MM-DD.",
)
