"""Fixtures that all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.records import records
from tripos.atlas import Atlas, Matcher, load_atlas
from tripos.catalog import Catalog, load_catalog, make_matcher

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """The atlas that ships."""
    return load_atlas()


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The catalogue that ships."""
    return load_catalog()


@pytest.fixture(scope="session")
def matcher(atlas: Atlas, catalog: Catalog) -> Matcher:
    """The matcher that knows the catalogue's syllabus lines; slow to build, so built once."""
    return make_matcher(atlas, catalog)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty Tripos home."""
    return tmp_path / "home"


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one line that a mistake leaves; fails unless that is all there is."""
        lines = self.err.splitlines()
        if lines and lines[-1].startswith("See '"):
            lines.pop()

        assert 2 == self.code, self
        assert "" == self.out
        assert 1 == len(lines), self.err
        assert lines[0].startswith("tripos: ")
        return lines[0]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keeps the database of the tests in a file, as it is at home.

    In memory, it would not let go of its connection while the command line opens other records.
    """
    from django.conf import settings

    database = settings.DATABASES["default"]
    place = str(tmp_path_factory.mktemp("database") / "tests.sqlite3")
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = place
    elif worker := os.environ.get("PYTEST_XDIST_WORKER"):
        database["TEST"]["NAME"] = f"tests_{worker}"


@pytest.fixture
def homes(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[None]:  # fmt: skip
    """Lets records of homes be opened in this process; the test database comes back afterwards."""
    template = tmp_path_factory.getbasetemp() / "template"
    with records(django_db_blocker, template) as prepare:
        monkeypatch.setattr("tripos.web.record.local.prepare", prepare)
        yield


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str], homes: None):
    """Runs the command line in this process with an empty home."""
    from tripos.cli import main

    def go(*arguments: str | Path) -> Ran:
        code = main(["--home", str(home), *map(str, arguments)])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return go
