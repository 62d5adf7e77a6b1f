"""Records in homes of tests: opened inside this process, on a connection given back afterwards."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tripos.web.place import DATABASE

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

Prepare = Callable[[Path], None]


@contextmanager
def records(blocker: DjangoDbBlocker, template: Path) -> Iterator[Prepare]:
    """What readies the record of any home; a new one is a copy of the one in `template`.

    A test that opens none pays nothing.
    """
    from tripos.web.record import local

    truly = local.prepare
    with ExitStack() as after:
        begun = False

        def prepare(home: Path) -> None:
            nonlocal begun
            if not begun:
                after.enter_context(_away_from_home(blocker))
                begun = True
            if not (template / DATABASE).exists():
                truly(template)
            _copy(template, home)
            truly(home)

        yield prepare


def _copy(template: Path, home: Path) -> None:
    from django.db import connections

    connections.close_all()
    if not (home / DATABASE).exists():
        # Where it cannot be made, the record itself will say so.
        with suppress(OSError):
            home.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(template / DATABASE, home / DATABASE)


@contextmanager
def _away_from_home(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Lets the connection be pointed at other files, and points it back."""
    from django.conf import settings
    from django.db import connections

    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        pytest.skip("homes hold SQLite files")
    before = database["NAME"], settings.HOME, os.environ["TRIPOS_HOME"]
    with blocker.unblock():
        yield
        connections.close_all()
    database["NAME"], settings.HOME, os.environ["TRIPOS_HOME"] = before
    connections["default"].settings_dict["NAME"] = before[0]
