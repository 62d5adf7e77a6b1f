"""Whether a home holds a record, told without loading Django."""

from __future__ import annotations

from pathlib import Path

from tripos.web.place import DATABASE

OLD_FILES = ("overrides.json", "courses.json", "posting-corrections.yaml")


def has_record(home: Path) -> bool:
    """Whether `home` holds a record, or files of before there was one, which it will take over."""
    return any((home / name).exists() for name in (DATABASE, *OLD_FILES))
