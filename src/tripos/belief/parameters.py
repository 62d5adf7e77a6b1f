"""The constants of the belief: shipped as judgements, re-estimated from logs of answers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from tripos.content import read_package_folder

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


def current() -> Parameters:
    """The parameters in force."""
    return shipped()
