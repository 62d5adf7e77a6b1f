"""A learner's project folder: written from a case, read back as what is judged."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tripos.errors import TriposError
from tripos.labs.gym.case import DATA, Case, mark_of, read_mark, to_csv
from tripos.labs.judge.job import MAX_FILES, MAX_FILES_BYTES

MARK = ".tripos-case.json"


def write(case: Case, folder: Path, project: Mapping[str, str]) -> list[str]:
    """Writes a project and its data into `folder`; returns the names. Nothing is overwritten.

    Raises TriposError if a file of it is there already or the folder cannot be written.
    """
    files = {**project, DATA: to_csv(case.drawn.table)}
    taken = [name for name in (*files, MARK) if (folder / name).exists()]
    if taken:
        raise TriposError(f"{folder}: {taken[0]} is there already; choose another folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        (folder / MARK).write_text(mark_of(case), encoding="utf-8")
    except OSError as error:
        raise TriposError(f"{folder}: cannot be written ({error.strerror})") from error
    return sorted(files)


def case_of(folder: Path) -> Case:
    """The case that `folder` was written from. Raises TriposError if it is none."""
    try:
        return read_mark((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TriposError(
            f"{folder}: is not a case's folder; begin one with `tripos gym start`"
        ) from error


def project(folder: Path) -> dict[str, str]:
    """The Python files of `folder`. Links are not followed.

    Raises TriposError for what is too large, cannot be read, or lacks `pipeline.py`.
    """
    found: dict[str, str] = {}
    paths = [path for path in sorted(folder.glob("*.py")) if not path.is_symlink()]
    if len(paths) > MAX_FILES - 1:
        raise TriposError(f"{folder}: has more than {MAX_FILES - 1} Python files")
    for path in paths:
        if path.stat().st_size > MAX_FILES_BYTES:
            raise TriposError(f"{path}: is larger than {MAX_FILES_BYTES >> 20} MB")
        try:
            found[path.name] = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise TriposError(f"{path}: is not text in UTF-8") from error
    if "pipeline.py" not in found:
        raise TriposError(f"{folder}: there is no pipeline.py in it")
    return found
