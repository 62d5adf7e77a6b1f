"""A learner's folder: begun from a lab, read back as a submission."""

from __future__ import annotations

import json
from pathlib import Path

from tripos.errors import TriposError
from tripos.labs.judge.job import MAX_FILES, MAX_FILES_BYTES
from tripos.labs.lab import Lab, find_lab
from tripos.labs.notebook import code_of, notebook_of

MARK = ".tripos-lab.json"
_NOTEBOOK = "submission.ipynb"


def start(lab: Lab, folder: Path, *, notebook: bool = False) -> list[str]:
    """Writes brief and starter into `folder`; returns the names. Nothing is overwritten.

    With `notebook`, the starter is a notebook with the brief in it.

    Raises TriposError if a file of the lab is there already or the folder cannot be written.
    """
    starter = {_NOTEBOOK: notebook_of(lab)} if notebook else lab.starter()
    files = {**starter, "brief.md": lab.brief.encode()}
    taken = [name for name in (*files, MARK) if (folder / name).exists()]
    if taken:
        raise TriposError(f"{folder}: {taken[0]} is there already; choose another folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
        (folder / MARK).write_text(json.dumps({"lab": lab.id}) + "\n", encoding="utf-8")
    except OSError as error:
        raise TriposError(f"{folder}: cannot be written ({error.strerror})") from error
    return sorted(files)


def lab_of(folder: Path) -> Lab:
    """The lab that `folder` was begun from. Raises TriposError if it is none."""
    mark = folder / MARK
    try:
        return find_lab(str(json.loads(mark.read_text(encoding="utf-8"))["lab"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TriposError(
            f"{folder}: is not a lab's folder; begin one with `tripos lab start ID {folder}`"
        ) from error


def submission(folder: Path) -> dict[str, bytes]:
    """The Python files of `folder`, or the code of its notebook, as a submission.

    Links are not followed. Raises TriposError for what is too large or cannot be read.
    """
    found: dict[str, bytes] = {}
    paths = [path for path in sorted(folder.glob("*.py")) if not path.is_symlink()]
    for path in paths[: MAX_FILES + 1]:
        if path.stat().st_size > MAX_FILES_BYTES:
            raise TriposError(f"{path}: is larger than {MAX_FILES_BYTES >> 20} MB")
        found[path.name] = path.read_bytes()
    notebook = folder / _NOTEBOOK
    if "submission.py" not in found and notebook.is_file() and not notebook.is_symlink():
        if notebook.stat().st_size > MAX_FILES_BYTES:
            raise TriposError(f"{notebook}: is larger than {MAX_FILES_BYTES >> 20} MB")
        found["submission.py"] = code_of(notebook.read_bytes(), str(notebook))
    if "submission.py" not in found:
        raise TriposError(f"{folder}: there is no submission.py (or submission.ipynb) in it")
    return found
