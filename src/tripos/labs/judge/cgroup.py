"""Memory and process limits for a child with all it starts, in folders delegated to us."""

from __future__ import annotations

import itertools
import os
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tripos.errors import TriposError

_number = itertools.count()
_TRIES, _PAUSE_S = 40, 0.05
_BASE_MB = 256  # what the preloaded libraries may come to, if a child should touch all of them


class CgroupError(TriposError):
    """A folder is no control group that was delegated to us; the message says which and why."""


class Cgroup:
    """A group of our own below each of `parents`: one folder of version 2, or several of version 1.

    The parents must be writable and, in version 2, pass on the controllers memory and pids.
    """

    def __init__(self, parents: Sequence[Path]) -> None:
        name = f"tripos-{os.getpid()}-{next(_number)}"
        self.folders: list[Path] = []
        for parent in parents:
            try:
                (Path(parent) / name).mkdir()
            except OSError as error:
                self.close()
                raise CgroupError(f"no control group can be made in {parent}: {error}") from None
            self.folders.append(Path(parent) / name)

    def limit(self, memory_mb: int, processes: int) -> None:
        """Sets the limits of the next child."""
        memory = str((memory_mb + _BASE_MB) << 20)
        for name, value in (
            ("memory.max", memory),
            ("memory.swap.max", "0"),
            ("memory.oom.group", "1"),
            ("memory.limit_in_bytes", memory),
            ("pids.max", str(processes)),
        ):
            for folder in self.folders:
                if (folder / name).exists():
                    (folder / name).write_text(value, encoding="ascii")

    def add(self, pid: int) -> None:
        """Puts a process, and all it will start, under the limits."""
        for folder in self.folders:
            (folder / "cgroup.procs").write_text(str(pid), encoding="ascii")

    def empty(self) -> None:
        """Kills whatever is still in the groups."""
        for folder in self.folders:
            with suppress(OSError):
                for pid in (folder / "cgroup.procs").read_text(encoding="ascii").split():
                    os.kill(int(pid), signal.SIGKILL)

    def close(self) -> None:
        """Removes the groups, as soon as the kernel has buried what was in them."""
        for folder in self.folders:
            for _ in range(_TRIES):
                self.empty()
                with suppress(OSError):
                    folder.rmdir()
                    break
                time.sleep(_PAUSE_S)
