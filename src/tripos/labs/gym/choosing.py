"""Which case comes: of a family, of a level, of a week, or any."""

from __future__ import annotations

import hashlib
import re

import numpy as np

from tripos.errors import TriposError
from tripos.labs.gym.family import Family, all_families, find_family

_WEEK = re.compile(r"\d{4}-W(0[1-9]|[1-4]\d|5[0-3])")


def choose(
    key: str | None, level: int | None, seed: int | None, week: str | None, fresh: int
) -> tuple[Family, int]:
    """A family and a seed. `week` gives everybody the same; `fresh` is the seed where none is
    named. Raises TriposError if nothing fits."""
    if week is not None:
        if not _WEEK.fullmatch(week):
            raise TriposError(f"challenge: '{week[:20]}' is no week such as 2026-W48")
        seed = int.from_bytes(hashlib.sha256(week.encode()).digest()[:4], "big") % 2**31
    number = fresh if seed is None else seed
    if key is not None:
        return find_family(key), number
    fitting = [
        one for one in all_families().values() if level is None or one.card.level == level
    ]  # fmt: skip
    if not fitting:
        levels = sorted({one.card.level for one in all_families().values()})
        raise TriposError(f"level: there is no family of level {level}; there are {levels}")
    at = int(np.random.default_rng([number, 9]).integers(len(fitting)))
    return fitting[at], number
