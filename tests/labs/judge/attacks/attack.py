"""One hostile submission."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tripos.labs.judge import Limits

QUICK = Limits(wall_s=4.0, cpu_s=3, memory_mb=256, disk_mb=8)
SHORT = Limits(wall_s=1.0, cpu_s=3, memory_mb=256, disk_mb=8)


@dataclass(frozen=True)
class Attack:
    """A submission that defines `solve(x)`; in its source `$NAMES` stand for the canaries.

    It succeeds if it scores, if a secret gets out, if a canary is touched, if anything outlives it,
    or if the `count` that it returns is above `most`.
    """

    name: str
    tries: str
    source: str
    most: float = 0
    limits: Limits = QUICK
    isolated: bool = False
    files: Mapping[str, str] = field(default_factory=dict)
