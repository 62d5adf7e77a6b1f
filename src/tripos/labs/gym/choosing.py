"""Which case comes: of a family, of a level, of a week, or one that fits a learner."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping, Sequence

import numpy as np

from tripos.errors import TriposError
from tripos.labs.gym.family import Family, all_families, find_family

_WEEK = re.compile(r"\d{4}-W(0[1-9]|[1-4]\d|5[0-3])")
# A case teaches most where it is solved a little more often than not (Wilson et al. 2019,
# doi:10.1038/s41467-019-12552-4, find 85 % for gradual training; people who debug get several
# tries, so fewer at the first).
_BEST_CHANCE, _WIDTH = 0.6, 0.15
_PER_LEVEL = 0.1  # of chance that a level costs
_MIDDLE_LEVEL = 2
_MET = 0.1  # weight that is left to a family for every time it was met


def choose(
    key: str | None, level: int | None, seed: int | None, week: str | None, fresh: int,
    known: Mapping[str, float] | None = None, met: Mapping[str, int] | None = None,
) -> tuple[Family, int]:  # fmt: skip
    """A family and a seed. `week` gives everybody the same; `fresh` is the seed where none is
    named. `known` (chances to know, by competency) and `met` (times met, by family) fit the choice
    to a learner.

    Raises TriposError if nothing fits.
    """
    if week is not None:
        seed = _seed_of(week)
    number = fresh if seed is None else seed
    if key is not None:
        return find_family(key), number
    fitting = [
        one for one in all_families().values() if level is None or one.card.level == level
    ]  # fmt: skip
    if not fitting:
        levels = sorted({one.card.level for one in all_families().values()})
        raise TriposError(f"level: there is no family of level {level}; there are {levels}")
    chances = _weights(fitting, known, met or {}) if known is not None else None
    at = int(np.random.default_rng([number, 9]).choice(len(fitting), p=chances))
    return fitting[at], number


def _seed_of(week: str) -> int:
    if not _WEEK.fullmatch(week):
        raise TriposError(f"challenge: '{week[:20]}' is no week such as 2026-W48")
    return int.from_bytes(hashlib.sha256(week.encode()).digest()[:4], "big") % 2**31


def _weights(
    families: Sequence[Family], known: Mapping[str, float], met: Mapping[str, int]
) -> list[float]:
    """The chance of each family: largest where a learner's chance is nearest to the best one, be
    that near or not, less the more often it was met."""
    gaps = [abs(chance_of(family, known) - _BEST_CHANCE) / _WIDTH for family in families]
    found = [
        math.exp(min(gaps) - gap) * _MET ** met.get(family.id, 0)
        for family, gap in zip(families, gaps, strict=True)
    ]
    return [one / sum(found) for one in found]


def chance_of(family: Family, known: Mapping[str, float]) -> float:
    """How likely somebody who knows so much is to solve a case of this family, roughly."""
    weights = family.card.competencies
    mean = sum(known.get(key, 0.0) * weight for key, weight in weights.items())
    return mean / sum(weights.values()) - _PER_LEVEL * (family.card.level - _MIDDLE_LEVEL)
