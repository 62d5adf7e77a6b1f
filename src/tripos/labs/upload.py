"""What is uploaded as a submission: Python files, a notebook, or an archive of a lab's folder.

An archive is read as it says nothing about itself: what it claims of its sizes is not believed, no
file of it is written, and links are refused.
"""

from __future__ import annotations

import io
import lzma
import stat
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import PurePosixPath

from tripos.errors import TriposError
from tripos.labs.judge.job import MAX_FILES, MAX_FILES_BYTES, check_files
from tripos.labs.notebook import code_of

SUBMISSION = "submission.py"
_LIMIT = f"{MAX_FILES_BYTES >> 20} MB"
_MOST_ENTRIES = 1000
# What a lab's folder may hold beside the work, and what editors leave behind.
_BESIDE = {".md", ".json", ".txt", ".pyc", ".toml", ".lock", ".csv", ".html", ".png", ".yaml"}
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError,
    OSError, ValueError,
)  # fmt: skip


def files_of(uploads: Sequence[tuple[str, bytes]]) -> dict[str, bytes]:
    """The files of a submission from what was uploaded: names and contents.

    Raises TriposError with one sentence for what cannot be one.
    """
    if not uploads:
        raise TriposError(f"nothing was sent: choose {SUBMISSION}, a notebook or a ZIP archive")
    found: dict[str, bytes] = {}
    for name, data in uploads:
        for inner, content in _opened(name, data).items():
            if inner in found:
                raise TriposError(f"{inner}: was sent twice; send it once")
            found[inner] = content
    if len(found) == 1 and SUBMISSION not in found:
        # One file is the submission, whatever it was called on the way.
        found = {SUBMISSION: next(iter(found.values()))}
    if SUBMISSION not in found:
        raise TriposError(f"there is no {SUBMISSION} among the files that were sent")
    check_files(found)
    return found


def _opened(name: str, data: bytes) -> dict[str, bytes]:
    base = PurePosixPath(name.replace("\\", "/")).name
    if len(data) > MAX_FILES_BYTES:
        raise TriposError(f"{base[:80]}: is larger than {_LIMIT}; send less")
    kind = PurePosixPath(base.lower()).suffix
    if kind == ".py":
        return {base: data}
    if kind == ".ipynb":
        return {SUBMISSION: code_of(data, base[:80])}
    if kind == ".zip":
        return _archive(base[:80], data)
    raise TriposError(f"{base[:80]}: is neither a Python file nor a notebook nor a ZIP archive")


def _archive(name: str, data: bytes) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = MAX_FILES_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_ENTRIES:
                raise TriposError(f"{name}: holds more than {_MOST_ENTRIES} files")
            kept = [entry for entry in entries if _wanted(name, entry)]
            top = _depth(kept)
            for entry in kept:
                path = _path(entry)
                if len(path.parts) > top:
                    continue
                if path.name in found:
                    raise TriposError(f"{name}: holds {path.name} twice")
                if len(found) >= MAX_FILES:
                    raise TriposError(f"{name}: holds more than {MAX_FILES} Python files")
                with archive.open(entry) as stream:
                    content = stream.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise TriposError(f"{name}: unpacks to more than {_LIMIT}")
                found[path.name] = content
    except _BROKEN as error:
        raise TriposError(f"{name}: is not a ZIP archive that can be read") from error
    return _without_notebooks(name, found)


def _wanted(name: str, entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is part of the work. Raises TriposError for what no honest archive holds."""
    path = _path(entry)
    said = f"{name}: {str(path)[:80]}"
    if path.is_absolute() or ".." in path.parts or not path.parts or ":" in path.parts[0]:
        raise TriposError(f"{said} leads out of its folder")
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise TriposError(f"{said} is a link or a device; only files count")
    if entry.flag_bits & 0x1:
        raise TriposError(f"{said} is encrypted")
    hidden = any(part.startswith((".", "__")) for part in path.parts)
    if entry.is_dir() or hidden or path.suffix in _BESIDE:
        return False
    if path.suffix not in (".py", ".ipynb"):
        raise TriposError(f"{said} is neither a Python file nor a notebook")
    return True


def _depth(entries: Sequence[zipfile.ZipInfo]) -> int:
    """At how many steps the submission lies: 1 at the top, 2 in a folder of its own."""
    return min((len(_path(one).parts) for one in entries), default=1)


def _path(entry: zipfile.ZipInfo) -> PurePosixPath:
    return PurePosixPath(entry.filename.replace("\\", "/"))


def _without_notebooks(name: str, found: dict[str, bytes]) -> dict[str, bytes]:
    """As in a lab's folder, the notebook counts where there is no submission in Python."""
    books = {key: data for key, data in found.items() if key.endswith(".ipynb")}
    rest = {key: data for key, data in found.items() if key not in books}
    if SUBMISSION not in rest and len(books) == 1:
        key, data = next(iter(books.items()))
        rest[SUBMISSION] = code_of(data, key)
    if not rest:
        raise TriposError(f"{name}: holds neither Python files nor a single notebook")
    return rest
