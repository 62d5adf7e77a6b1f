"""Runs a submission inside its confinement: imports it, calls what is asked, sends plain data back.

Whatever happens here is in the hands of the submission, so nothing here decides anything: the judge
outside reads what comes as it would read a stranger's letter.
"""

from __future__ import annotations

import importlib
import io
import linecache
import os
import random
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import decode_source, spec_from_loader
from types import CodeType, ModuleType
from typing import Any

import numpy as np

from tripos.labs.judge.job import LOADED, MODULE, READY, frame
from tripos.labs.judge.wire import NotPlainError, Plain, pack

_MAX_ERROR = 6000  # characters of a traceback; the end says most
_MAX_FRAMES = 12


class _Files(InspectLoader, MetaPathFinder):
    """Imports the modules of a submission from memory, before any of the same name elsewhere."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._sources = {
            name.removesuffix(".py"): data for name, data in files.items() if name.endswith(".py")
        }

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,  # noqa: ARG002 - the protocol's
    ) -> ModuleSpec | None:
        """The submission's module of that name, if it has one."""
        if path is not None or fullname not in self._sources:
            return None
        return spec_from_loader(fullname, self, origin=f"{fullname}.py")

    def get_source(self, fullname: str) -> str:
        """The text of a module; a traceback can then quote it."""
        return decode_source(self._sources[fullname])

    def get_code(self, fullname: str) -> CodeType:
        """The compiled module."""
        name, text = f"{fullname}.py", self.get_source(fullname)
        linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
        return self.source_to_code(text, name)


def run(job: Mapping[str, Any], send: Callable[[bytes], object], max_bytes: int) -> None:
    """Imports the submission, makes its calls in order, and sends a message for each."""
    send(READY)
    random.seed(job["seed"])
    np.random.seed(job["seed"] % 2**32)
    files = {name: data.tobytes() for name, data in job["files"].items()}
    sys.argv = [f"{MODULE}.py"]
    sys.meta_path.insert(0, _Files(files))
    try:
        module = importlib.import_module(MODULE)
    except BaseException as error:  # noqa: BLE001 - SystemExit and all
        send(frame(LOADED, pack({"error": _told(error)})))
        return
    send(frame(LOADED, pack({"value": None})))
    for index, (function, args, named) in enumerate(job["calls"]):
        send(frame(index, _called(module, function, args, named, max_bytes)))


def _called(
    module: ModuleType, function: str, args: list[Plain], named: dict[str, Plain], max_bytes: int
) -> bytes:
    """The message that says what a call returned or raised."""
    try:
        found = getattr(module, function, None)
        if found is None:
            return pack({"error": f"the submission has no function '{function}'"})
        return pack({"value": found(*args, **named)}, max_bytes)
    except NotPlainError as error:
        return pack({"error": f"what '{function}' returned cannot be read: {error}"})
    except BaseException as error:  # noqa: BLE001 - SystemExit and all
        return pack({"error": _told(error)})


def _told(error: BaseException) -> str:
    """The traceback as far as it concerns the learner's own files."""
    try:
        told = traceback.TracebackException.from_exception(error, limit=-_MAX_FRAMES)
        kept = [
            at for at in told.stack if at.filename != __file__ and "importlib" not in at.filename
        ]
        told.stack = traceback.StackSummary.from_list(kept)
        text = "".join(told.format())
        return text[-_MAX_ERROR:].encode("utf-8", "replace").decode()
    except BaseException:  # noqa: BLE001 - an exception may itself be a trap
        return f"{type(error).__name__} (it cannot be shown)"[:200]


def writer(fd: int) -> Callable[[bytes], None]:
    """Sends messages through a pipe, however long they are."""

    def send(data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[os.write(fd, view) :]

    return send


def fresh_streams() -> None:
    """Python's own streams on the descriptors 0 to 2, unbuffered: a crash loses no line."""
    sys.stdin = io.TextIOWrapper(io.FileIO(0, "r", closefd=False), encoding="utf-8")
    sys.stdout = io.TextIOWrapper(
        io.FileIO(1, "w", closefd=False), encoding="utf-8", errors="replace", write_through=True
    )
    sys.stderr = io.TextIOWrapper(
        io.FileIO(2, "w", closefd=False), encoding="utf-8", errors="replace", write_through=True
    )


def write_files(files: Mapping[str, Any]) -> None:
    """Puts the submission's files into the current folder, where its own code may open them."""
    for name, data in files.items():
        with open(name, "wb") as file:  # noqa: PTH123 - pathlib is not worth its time here
            file.write(data.tobytes())
