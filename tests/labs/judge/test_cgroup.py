"""Control groups: in a folder that looks like one, and in a real one where we may make it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tripos.labs.judge import Call, Judge, Level
from tripos.labs.judge.cgroup import Cgroup, CgroupError

PIDS = Path("/sys/fs/cgroup/pids")
BOMB = b"""
import os, time
def fork():
    count = 0
    for _ in range(100):
        try: pid = os.fork()
        except OSError: break
        if pid == 0: time.sleep(3); os._exit(0)
        count += 1
    return count
"""


def test_it_works(tmp_path: Path) -> None:
    """Limits and members are written where the kernel would read them."""
    group = Cgroup([tmp_path])
    (folder,) = group.folders
    for name in ("memory.max", "memory.swap.max", "pids.max", "cgroup.procs"):
        (folder / name).touch()
    group.limit(100, 64)
    group.add(42)

    assert str(356 << 20) == (folder / "memory.max").read_text()
    assert "0" == (folder / "memory.swap.max").read_text()
    assert "64" == (folder / "pids.max").read_text()
    assert "42" == (folder / "cgroup.procs").read_text()
    assert not (folder / "memory.limit_in_bytes").exists()


def test_a_folder_that_is_not_ours_is_told(tmp_path: Path) -> None:
    """One sentence, and no group stays in the other folders."""
    with pytest.raises(CgroupError, match="nowhere"):
        Cgroup([tmp_path, tmp_path / "nowhere"])

    assert [] == list(tmp_path.iterdir())


def test_closing_removes_empty_groups(tmp_path: Path) -> None:
    """Nothing is left behind."""
    Cgroup([tmp_path]).close()

    assert [] == list(tmp_path.iterdir())


def test_a_real_group_holds_a_fork_bomb() -> None:
    """Even without any other confinement."""
    ours = Path("/proc/self/cgroup").read_text()
    if not (PIDS.is_dir() and os.access(PIDS, os.W_OK) and ":pids:/\n" in ours):
        pytest.skip("no group for process numbers is delegated to us here")
    before = set(PIDS.iterdir())
    with Judge("numpy", Level.NONE, at_most=Level.NONE, cgroups=[PIDS]) as judge:
        outcome = judge.run({"submission.py": BOMB}, [Call("fork")])

        assert 0 < outcome.values[0] < 64
    assert before == set(PIDS.iterdir())
