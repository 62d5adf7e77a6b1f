"""Opening the record of a home: made, brought up to date, refused when it cannot be right."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from tripos.errors import TriposError
from tripos.web.place import DATABASE, database_of, secret_key
from tripos.web.record.local import check_up_to_date, open_record
from tripos.web.record.models import Learner


@pytest.fixture(autouse=True)
def apart(homes: None) -> None:
    """The test database comes back after each test."""


def test_it_works(home: Path) -> None:
    """A record is made in an empty home, and found again."""
    learner = open_record(home)
    learner.person = {"name": "Ada"}
    learner.save()

    assert {"name": "Ada"} == open_record(home).person
    assert (home / DATABASE).exists()
    assert 1 == Learner.objects.count()


def test_two_homes_have_two_records(home: Path, tmp_path: Path) -> None:
    """What is stored in one is not in the other."""
    learner = open_record(home)
    learner.person = {"name": "Ada"}
    learner.save()

    assert {} == open_record(tmp_path / "other").person
    assert {"name": "Ada"} == open_record(home).person


def test_an_old_record_is_brought_up_to_date(home: Path) -> None:
    """The tables of the first version become those of this one, with everything in them."""
    learner = open_record(home)
    learner.person = {"name": "Ada"}
    learner.save()
    call_command("migrate", "record", "0001", verbosity=0)
    assert "record_attempt" not in connection.introspection.table_names()
    with pytest.raises(TriposError, match="start the server first"):
        check_up_to_date(home)

    assert {"name": "Ada"} == open_record(home).person

    assert "record_attempt" in connection.introspection.table_names()
    check_up_to_date(home)


def test_a_newer_record_is_refused(home: Path) -> None:
    """What a newer Tripos wrote is not touched, and the sentence says what to do."""
    open_record(home)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('record', '0999_future', '2030-01-01')"
        )

    with pytest.raises(TriposError, match=r"newer Tripos \(0999_future\); update Tripos"):
        open_record(home)


@pytest.mark.parametrize("content", [b"this is no database", b"\x00" * 5000])
def test_a_file_that_is_no_record_is_refused(home: Path, content: bytes) -> None:
    """It is named, and left as it is."""
    home.mkdir()
    (home / DATABASE).write_bytes(content)

    with pytest.raises(TriposError, match=r"tripos\.sqlite3: is not a record of Tripos"):
        open_record(home)

    assert content == (home / DATABASE).read_bytes()


def test_a_damaged_record_is_a_sentence(home: Path) -> None:
    """A file cut off in the middle does not end in a traceback."""
    open_record(home)
    connection.close()
    whole = (home / DATABASE).read_bytes()
    (home / DATABASE).write_bytes(whole[:100] + b"\xff" * 4000 + whole[4100:])

    with pytest.raises(TriposError, match=r"tripos\.sqlite3|cannot be opened"):
        open_record(home)


def test_a_database_of_something_else_is_not_taken(home: Path) -> None:
    """The tables of another program are left alone."""
    home.mkdir()
    with sqlite3.connect(home / DATABASE) as other:
        other.execute("CREATE TABLE record_learner (a)")

    with pytest.raises(TriposError, match="cannot be opened"):
        open_record(home)


def test_a_home_that_is_a_file_is_a_sentence(tmp_path: Path) -> None:
    """The record cannot be made below a file."""
    (tmp_path / "file").write_text("x")

    with pytest.raises(TriposError, match="cannot be made"):
        open_record(tmp_path / "file" / "home")


def test_files_of_before_are_read_once(home: Path) -> None:
    """They are taken over and renamed; what was in them counts."""
    home.mkdir()
    row = {"value": 40, "unit": "h", "source": "me", "as_of": "2026-11-22"}
    (home / "overrides.json").write_text(json.dumps({"uw-ml-regression.hours": row}))

    learner = open_record(home)

    assert "uw-ml-regression.hours" == learner.overrides.get().path
    assert (home / "overrides.json.taken-over").exists()
    assert 1 == open_record(home).overrides.count()


def test_the_key_is_made_once_and_is_private(home: Path) -> None:
    """Sessions last from start to start, and only the owner can read what signs them."""
    key = secret_key(home)

    assert key == secret_key(home)
    assert len(key) > 50
    assert "600" == oct((home / "secret.key").stat().st_mode)[-3:]


@pytest.mark.parametrize("address", ["mysql://x/y", "postgresql://host", "nonsense"])
def test_a_wrong_database_address_is_a_sentence(tmp_path: Path, address: str) -> None:
    """Only PostgreSQL's addresses are taken."""
    with pytest.raises(TriposError, match="TRIPOS_DATABASE must be an address such as"):
        database_of(tmp_path, address)


def test_the_parts_of_a_database_address(tmp_path: Path) -> None:
    """User, password, host and options are read, escapes undone."""
    found = database_of(tmp_path, "postgresql://u%40x:p%2Fw@db.example:5433/tripos?sslmode=require")

    assert ("u@x", "p/w", "db.example", "5433", "tripos", {"sslmode": "require"}) == tuple(
        found[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME", "OPTIONS")
    )
