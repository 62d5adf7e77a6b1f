"""The bank: question generators, one folder an area, one module a family.

A module registers its generators when imported; siblings all have the same small shape.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tripos.content import nearest
from tripos.errors import UnknownIdError
from tripos.exam.question import Generator, registered


@cache
def all_generators() -> Mapping[str, Generator]:
    """Every generator of the bank, by id in order."""
    for area in sorted(Path(__file__).parent.iterdir()):
        if (area / "__init__.py").exists():
            package = f"{__name__}.{area.name}"
            for module in sorted(pkgutil.iter_modules([str(area)]), key=lambda one: one.name):
                importlib.import_module(f"{package}.{module.name}")
    return dict(sorted(registered().items()))


def find_generator(key: str) -> Generator:
    """The generator called `key`. Raises UnknownIdError with the nearest ones."""
    known = all_generators()
    if key not in known:
        raise UnknownIdError("question", key, nearest(key, known))
    return known[key]


@cache
def by_competency() -> Mapping[str, tuple[Generator, ...]]:
    """For each competency the generators that test it with a weight of a half or more."""
    found: dict[str, list[Generator]] = {}
    for generator in all_generators().values():
        for key, weight in generator.about.items():
            if weight >= 0.5:
                found.setdefault(key, []).append(generator)
    return {key: tuple(items) for key, items in found.items()}
