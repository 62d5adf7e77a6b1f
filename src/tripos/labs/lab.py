"""Labs: folders of the library, read and checked."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tripos.content import nearest
from tripos.errors import ContentError, UnknownIdError
from tripos.labs.compose import compose
from tripos.labs.contract import Check
from tripos.labs.judge import Limits

LIBRARY = Path(__file__).parent / "library"
PACKAGE = "tripos.labs.library"


class LabLimits(BaseModel):
    """What a submission may use; see `tripos.labs.judge.Limits`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    wall_s: float = Field(default=20.0, gt=0, le=120)
    cpu_s: float = Field(default=20.0, gt=0, le=120)
    memory_mb: int = Field(default=1024, ge=128, le=4096)


class Card(BaseModel):
    """The file `lab.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z][a-z0-9-]{2,40}$")
    title: str = Field(min_length=5, max_length=80)
    area: str
    competencies: Mapping[str, float] = Field(min_length=1)
    level: str = Field(pattern="^(apply|analyse|create)$")
    minutes: int = Field(ge=10, le=600)
    stack: str = Field("base", pattern="^(base|torch)$")
    functions: Mapping[str, str] = Field(min_length=1)
    data: str = Field(min_length=3)
    passing: float = Field(default=0.9, gt=0, le=1)
    isolated: bool = False
    limits: LabLimits = Field(default_factory=LabLimits)


class Lab:
    """One lab: its card, its texts, and its checks (loaded when first asked for)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.card = _card(folder / "lab.yaml")

    @property
    def id(self) -> str:
        """The name that commands use."""
        return self.card.id

    @property
    def brief(self) -> str:
        """What is to be done, in Markdown."""
        return (self.folder / "brief.md").read_text(encoding="utf-8")

    @property
    def limits(self) -> Limits:
        """What a submission may use."""
        held = self.card.limits
        return Limits(wall_s=held.wall_s, cpu_s=held.cpu_s, memory_mb=held.memory_mb)

    def starter(self) -> dict[str, bytes]:
        """The files that a learner begins with."""
        return _files(self.folder / "starter")

    def solution(self) -> dict[str, bytes]:
        """The reference, which must pass."""
        return _files(self.folder / "solution")

    def mutants(self) -> dict[str, dict[str, bytes]]:
        """Plausible wrong solutions by name: the solution with some definitions replaced.

        Their first line is that of their file, which says what is to be said of them. Raises
        ContentError for a file that cannot be composed with the solution.
        """
        solution = self.solution()
        base, found = solution["submission.py"].decode(), {}
        for path in sorted((self.folder / "mutants").glob("*.py")):
            change = path.read_text(encoding="utf-8")
            try:
                whole = change.splitlines(keepends=True)[0] + compose(base, change)
            except (SyntaxError, ValueError) as error:
                raise ContentError(str(path), f"does not fit the solution ({error})") from error
            found[path.stem] = {**solution, "submission.py": whole.encode()}
        return found

    def hidden(self) -> list[Check]:
        """The checks that count."""
        return _checks(self.folder, "judge")

    def visible(self) -> list[Check]:
        """The checks that learners can run themselves."""
        return _checks(self.folder, "visible")


def _card(path: Path) -> Card:
    try:
        return Card.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "the file"
        raise ContentError(str(path), f"'{field}': {first['msg'].lower()}") from error
    except (OSError, yaml.YAMLError) as error:
        raise ContentError(str(path), f"cannot be read ({error})") from error


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.py"))}


def _checks(folder: Path, name: str) -> list[Check]:
    module: Any = importlib.import_module(f"{PACKAGE}.{folder.name}.{name}")
    return [one for one in vars(module).values() if isinstance(one, Check)]


@cache
def all_labs() -> Mapping[str, Lab]:
    """All labs of the library, by id."""
    labs = [Lab(path.parent) for path in sorted(LIBRARY.glob("*/lab.yaml"))]
    return {lab.id: lab for lab in labs}


def find_lab(key: str) -> Lab:
    """The lab called `key`. Raises UnknownIdError with the nearest ones."""
    known = all_labs()
    if key not in known:
        raise UnknownIdError("lab", key, nearest(key, known))
    return known[key]
