"""Opens the record of one home: for `tripos up`, and for commands that share it."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from tripos.content import parse_json, parse_yaml, read_user_text
from tripos.errors import TriposError
from tripos.web.place import DATABASE
from tripos.web.record.home import OLD_FILES

if TYPE_CHECKING:
    from tripos.web.record.models import Learner

LOCAL_NAME = "local"
_OLD_LIMIT = 50_000_000


def set_up(home: Path) -> None:
    """Readies Django for the record in `home`. One process serves one home."""
    import django  # noqa: PLC0415 - heavy
    from django.apps import apps  # noqa: PLC0415

    os.environ["TRIPOS_HOME"] = str(home.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tripos.web.settings")
    if not apps.ready:
        django.setup()
    _point_at(home)


def _point_at(home: Path) -> None:
    """Moves a Django that was set up for another home to this one, as tests need."""
    from django.conf import settings  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    wanted = str(home.absolute() / DATABASE)
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3") and database["NAME"] != wanted:
        connections.close_all()
        database["NAME"] = wanted
        connections["default"].settings_dict["NAME"] = wanted
    settings.HOME = home.absolute()


def open_record(home: Path) -> Learner:
    """The one learner of the record in `home`, which is made or brought up to date first.

    Raises TriposError where the folder cannot be written, the file is no record, or it was
    written by a newer Tripos.
    """
    prepare(home)
    learner = local_learner()
    _take_over(home, learner)
    return learner


def prepare(home: Path) -> None:
    """Readies Django and the tables of the record in `home`. Raises TriposError."""
    _writable(home)
    set_up(home)
    migrate(home)


def local_learner() -> Learner:
    """The learner without a password, who exists only on a machine of their own."""
    from django.contrib.auth.models import User  # noqa: PLC0415

    from tripos.web.record.models import Learner  # noqa: PLC0415

    user, made = User.objects.get_or_create(username=LOCAL_NAME)
    if made:
        user.set_unusable_password()
        user.save()
    return Learner.objects.get_or_create(user=user)[0]


def _writable(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TriposError(f"{home}: cannot be made ({error.strerror})") from error
    path = home / DATABASE
    if not path.exists():
        # What a person says of themselves is for their eyes only.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    if path.stat().st_size:
        try:
            with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
                connection.execute("SELECT name FROM sqlite_master LIMIT 1").fetchone()
        except sqlite3.DatabaseError as error:
            raise TriposError(
                f"{path}: is not a record of Tripos ({error}); move it away to start anew"
            ) from error


def migrate(home: Path) -> None:
    """Brings the tables up to date. Raises TriposError for a record from the future."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import OperationalError  # noqa: PLC0415

    try:
        if _is_behind(home):
            call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as error:
        raise TriposError(f"{home}: the record cannot be opened ({_brief(error)})") from error


def check_up_to_date(home: Path) -> None:
    """Raises TriposError unless the tables of the record in `home` are as they should be."""
    from django.db import OperationalError  # noqa: PLC0415 - heavy

    set_up(home)
    try:
        behind = _is_behind(home)
    except OperationalError as error:
        raise TriposError(f"{home}: the record cannot be opened ({_brief(error)})") from error
    if behind:
        raise TriposError(f"{home}: holds no record of this version yet; start the server first")


def _brief(error: Exception) -> str:
    return str(error).splitlines()[0][:200]


def _is_behind(home: Path) -> bool:
    """Whether tables are missing or old. Raises TriposError for a record from the future."""
    from django.db import connection  # noqa: PLC0415 - heavy
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415

    loader = MigrationLoader(connection)
    # Only our own tables: another version of a library may well bring its own along.
    newer = sorted(
        name for app, name in loader.applied_migrations
        if app == "record" and (app, name) not in loader.disk_migrations
    )  # fmt: skip
    if newer:
        raise TriposError(
            f"{home}: this record was written by a newer Tripos ({newer[-1]}); update Tripos to"
            " open it"
        )
    return any(key not in loader.applied_migrations for key in loader.disk_migrations)


def _take_over(home: Path, learner: Learner) -> None:
    """Moves figures, courses and corrections out of the files that held them before."""
    for name in OLD_FILES:
        path = home / name
        if path.exists():
            from tripos.web.record.exchange import take_rows  # noqa: PLC0415

            text = read_user_text(path, _OLD_LIMIT)
            parse = parse_yaml if path.suffix == ".yaml" else parse_json
            take_rows(learner, name, parse(text, str(path)).data, str(path))
            path.rename(path.with_name(f"{name}.taken-over"))
