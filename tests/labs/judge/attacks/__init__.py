"""Hostile submissions: what each tries, its source, and what would show that it succeeded."""

from __future__ import annotations

from tests.labs.judge.attacks import (
    escaping,
    exhausting,
    forging,
    lingering,
    payloads,
    reading,
)
from tests.labs.judge.attacks.attack import Attack

ATTACKS: dict[str, Attack] = {
    attack.name: attack
    for module in (forging, reading, escaping, exhausting, lingering, payloads)
    for attack in module.ATTACKS
}
