"""Whole numbers as forms send them, which may be anything."""

from __future__ import annotations

_LONGEST = 18  # digits of what a database can hold


def whole_number(text: str) -> int | None:
    """`text` as a whole number from 0 on that a database can hold; None if it is none."""
    words = text.strip()
    return int(words) if words.isdecimal() and len(words) <= _LONGEST else None
