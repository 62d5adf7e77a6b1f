"""Fixtures that all tests share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tripos.atlas import Atlas, load_atlas
from tripos.catalog import Catalog, load_catalog

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """The atlas that ships."""
    return load_atlas()


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The catalogue that ships."""
    return load_catalog()


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


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]):
    """Runs the command line in this process with an empty home."""
    from tripos.cli import main

    def go(*arguments: str | Path) -> Ran:
        code = main(["--home", str(home), *map(str, arguments)])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return go
