"""What day it is, for the person at home or at the server."""

from __future__ import annotations

import datetime as dt


def today() -> dt.date:
    """The day of the person at home, or of the server."""
    return day_of(dt.datetime.now(tz=dt.UTC))


def day_of(moment: dt.datetime) -> dt.date:
    """The day on which a moment falls there."""
    return moment.astimezone().date()
