"""Fixtures that all tests share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tripos.atlas import Atlas, Matcher, load_atlas
from tripos.catalog import Catalog, load_catalog, make_matcher

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


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]):
    """Runs the command line in this process with an empty home."""
    from tripos.cli import main

    def go(*arguments: str | Path) -> Ran:
        code = main(["--home", str(home), *map(str, arguments)])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return go
