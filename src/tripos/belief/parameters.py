"""The constants of the belief: shipped as judgements, re-estimated from logs of answers."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tripos.content import read_package_folder, read_user_document
from tripos.errors import ContentError

DATA = Path(__file__).parent / "data"

Chance = Annotated[float, Field(ge=0.005, le=0.95)]


class Idle(BaseModel):
    """Chances to say "I don't know"."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mastered: Chance
    missing: Chance


class Parameters(BaseModel):
    """What answers say and how mastery spreads and fades; see data/parameters.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    slip: Mapping[str, Chance]
    guess: Mapping[str, Chance]
    idle: Idle
    slope: float = Field(ge=0, le=5)
    area_spread: float = Field(ge=0, le=5)
    leak: float = Field(gt=0, lt=1)
    half_life_days: float = Field(gt=1, le=36500)
    difficulty: Mapping[str, float] = Field(default_factory=dict)


@cache
def shipped() -> Parameters:
    """The parameters that come with the package."""
    return Parameters.model_validate(read_package_folder(DATA)["parameters.yaml"])


def load_parameters(path: Path) -> Parameters:
    """The parameters in a YAML file, such as `tripos calibrate` writes.

    Raises ContentError with file, line and field for what is no parameter.
    """
    document = read_user_document(path)
    try:
        return Parameters.model_validate(document.data)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "the file"
        what = f"'{field}': {first['msg'][:1].lower()}{first['msg'][1:]}"
        remedy = "see data/parameters.yaml for a whole file"
        raise ContentError(document.where(first["loc"]), what, remedy) from error


@cache
def _named(path: str) -> Parameters:
    return load_parameters(Path(path))


def current() -> Parameters:
    """The parameters in force: those of the file that TRIPOS_PARAMETERS names, or the shipped."""
    path = os.environ.get("TRIPOS_PARAMETERS")
    return _named(path) if path else shipped()
