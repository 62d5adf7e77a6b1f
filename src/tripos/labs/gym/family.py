"""Fault families: folders of `families/`, read and checked."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tripos.content import nearest
from tripos.errors import ContentError, UnknownIdError
from tripos.labs.compose import compose, used_of
from tripos.labs.gym.contract import Drawn, Params, Rng, Table, Trial
from tripos.labs.judge import Limits
from tripos.labs.lab import LabLimits

FAMILIES = Path(__file__).parent / "families"
PACKAGE = "tripos.labs.gym.families"
NOTHING = "nothing"  # the cause of a case in which nothing is wrong
HEALTHY = "healthy"
_FROM = re.compile(r"# from: (\w+)\n")  # first line of a variant that changes another one


class Card(BaseModel):
    """The file `family.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z][a-z0-9-]{2,40}$")
    family: str = Field(min_length=3, max_length=30)
    title: str = Field(min_length=5, max_length=90)
    level: int = Field(ge=1, le=5)
    stack: Literal["base", "torch"] = "base"
    competencies: Mapping[str, float] = Field(min_length=1)
    entry: tuple[str, ...] = Field(min_length=1)  # functions of pipeline.py that are called
    metric: str = Field(min_length=3)
    better: Literal["high", "low"]
    causes: Mapping[str, str] = Field(min_length=4)
    cause: str
    second: str = ""  # the cause of the fault in variants/second.py, where cases may carry two
    hints: tuple[str, str, str]
    story: str = Field(min_length=80)
    names: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    source: str = Field(min_length=3)
    data: str = Field(min_length=3)
    limits: LabLimits = Field(default_factory=LabLimits)

    def listed(self) -> dict[str, Any]:
        """What a list of families tells, as plain values."""
        return {"id": self.id, "family": self.family, "level": self.level, "stack": self.stack,
                "competencies": list(self.competencies)}  # fmt: skip


class Line(BaseModel):
    """The file `line.yaml`: from which metric on a run counts as recovered, and from what runs
    that was fixed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    line: float
    healthy: tuple[float, ...]
    faulty: tuple[float, ...]


@dataclass(frozen=True)
class Family:
    """One fault family: its card, its variants of `pipeline.py`, and its judge's side."""

    folder: Path
    card: Card

    @property
    def id(self) -> str:
        """The name that commands use."""
        return self.card.id

    @property
    def limits(self) -> Limits:
        """What one run may use."""
        held = self.card.limits
        return Limits(wall_s=held.wall_s, cpu_s=held.cpu_s, memory_mb=held.memory_mb)

    @cached_property
    def _module(self) -> Any:
        return importlib.import_module(f"{PACKAGE}.{self.folder.name}.family")

    @property
    def draw(self) -> Callable[[Rng], Params]:
        """What varies from case to case."""
        found: Callable[[Rng], Params] = self._module.draw
        return found

    @property
    def table(self) -> Callable[[Rng, Params], Table]:
        """The learner's rows."""
        found: Callable[[Rng, Params], Table] = self._module.table
        return found

    @property
    def measure(self) -> Callable[[Rng, Drawn], Trial]:
        """One hidden run."""
        found: Callable[[Rng, Drawn], Trial] = self._module.measure
        return found

    def text(self, name: str) -> str:
        """A file of the family's folder."""
        return (self.folder / name).read_text(encoding="utf-8")

    @cached_property
    def variants(self) -> Mapping[str, str]:
        """All versions of `pipeline.py`: healthy, faulty, repaired, other, and those whose names
        begin with `fault_` (further injections) and `cheat_`; with two faults also second and
        both.

        Raises ContentError for a file that cannot be read as a version of the healthy one.
        """
        paths = sorted((self.folder / "variants").glob("*.py"))
        told = {path.stem: path.read_text(encoding="utf-8") for path in paths}
        found = {name: self._composed(name, told) for name in told}
        if "second" in told:
            found["both"] = compose(found["faulty"], told["second"], self._wanted)
        return found

    def _composed(self, name: str, told: Mapping[str, str]) -> str:
        """A variant from what it changes, on the healthy one or the one that it names."""
        if name == HEALTHY:
            return told[name]
        match = _FROM.match(told[name])
        base = match[1] if match else HEALTHY
        change = _FROM.sub("", told[name])
        try:
            return compose(self._composed(base, told), change, self._wanted)
        except (SyntaxError, ValueError, KeyError) as error:
            path = self.folder / "variants" / f"{name}.py"
            raise ContentError(str(path), f"is no version of the healthy one ({error})") from error

    @cached_property
    def _wanted(self) -> frozenset[str]:
        """The functions of `pipeline.py` that are called from outside."""
        run = self.folder / "run.py"
        asked = used_of("pipeline", run.read_text(encoding="utf-8")) if run.exists() else set()
        return frozenset({*self.card.entry, *asked})

    def named(self, prefix: str) -> list[str]:
        """The variants whose names begin with `prefix`."""
        return [name for name in self.variants if name.startswith(prefix)]

    @property
    def line(self) -> float:
        """From which metric on a run counts as recovered.

        Raises ContentError where it was not fixed yet.
        """
        path = self.folder / "line.yaml"
        try:
            return Line.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))).line
        except (OSError, yaml.YAMLError, ValidationError) as error:
            raise ContentError(
                str(path), "is missing or wrong; `tripos gym prove --calibrate` fixes it"
            ) from error

    def recovered(self, metric: float) -> bool:
        """Whether a metric is on the right side of the line."""
        return metric >= self.line if self.card.better == "high" else metric <= self.line


def _card(path: Path) -> Card:
    try:
        card = Card.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "the file"
        raise ContentError(str(path), f"'{field}': {first['msg'].lower()}") from error
    except (OSError, yaml.YAMLError) as error:
        raise ContentError(str(path), f"cannot be read ({error})") from error
    if card.cause not in card.causes or NOTHING in card.causes:
        raise ContentError(f"{path}: cause", f"must be among the causes, and '{NOTHING}' not")
    if card.second and (card.second not in card.causes or card.second == card.cause):
        raise ContentError(f"{path}: second", "must be another one of the causes")
    if bool(card.second) != (path.parent / "variants" / "second.py").exists():
        raise ContentError(f"{path}: second", "goes with variants/second.py")
    return card


@cache
def all_families() -> Mapping[str, Family]:
    """All families, by id."""
    found = [Family(path.parent, _card(path)) for path in sorted(FAMILIES.glob("*/family.yaml"))]
    return {family.id: family for family in found}


def find_family(key: str) -> Family:
    """The family called `key`. Raises UnknownIdError with the nearest ones."""
    known = all_families()
    if key not in known:
        raise UnknownIdError("fault family", key, nearest(key, known))
    return known[key]
