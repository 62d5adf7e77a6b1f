"""A learner's folder: begun from a lab, read back as a submission."""

from __future__ import annotations

import json
from pathlib import Path

from tripos.errors import TriposError
from tripos.labs.judge.job import MAX_FILES, MAX_FILES_BYTES
from tripos.labs.lab import Lab, find_lab

MARK = ".tripos-lab.json"
_NOTEBOOK = ".ipynb"


def start(lab: Lab, folder: Path) -> list[str]:
    """Writes brief and starter into `folder`; returns the names. Nothing is overwritten.

    Raises TriposError if a file of the lab is there already or the folder cannot be written.
    """
    files = {**lab.starter(), "brief.md": lab.brief.encode()}
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
    notebook = folder / f"submission{_NOTEBOOK}"
    if "submission.py" not in found and notebook.is_file() and not notebook.is_symlink():
        found["submission.py"] = code_of_notebook(notebook)
    if "submission.py" not in found:
        raise TriposError(f"{folder}: there is no submission.py (or submission.ipynb) in it")
    return found


def code_of_notebook(path: Path) -> bytes:
    """The code cells of a notebook, without lines that only a notebook understands."""
    if path.stat().st_size > MAX_FILES_BYTES:
        raise TriposError(f"{path}: is larger than {MAX_FILES_BYTES >> 20} MB")
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (ValueError, KeyError, TypeError) as error:
        raise TriposError(f"{path}: is not a notebook that can be read") from error
    lines = [line for source in sources for line in [*source.splitlines(), ""]]
    kept = [line for line in lines if not line.lstrip().startswith(("%", "!", "?"))]
    return "\n".join(kept).encode()
