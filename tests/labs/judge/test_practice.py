"""Practice in a fresh process, as on systems that have no fork server."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tripos.labs.judge import Call, ConfinementError, Judge, Level, Limits, Status

SOURCE = b"""
import time
def double(x): print("working"); return 2 * x
def wait(): time.sleep(60)
def spin():
    while True: pass
def flood():
    while True: print("x" * 65536)
def crash(): import ctypes; ctypes.string_at(0)
def wrong(): return {1}
def keep(): open("note.txt", "w").write("x"); return open("data.csv").read()
"""
FILES = {"submission.py": SOURCE, "data.csv": b"1,2"}


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Judge:
    """A judge on a system that is not Linux."""
    monkeypatch.setattr("tripos.labs.judge.front.sys.platform", "darwin")
    return Judge("numpy", Level.NONE)


def test_it_works(elsewhere: Judge) -> None:
    """Values, output and the mark of practice."""
    heard: list[str] = []
    calls = [Call("double", (4,)), Call("wrong"), Call("keep")]
    outcome = elsewhere.run(FILES, calls, heard=heard.append)

    assert [8, None, "1,2"] == outcome.values
    assert "working\n" == outcome.output == "".join(heard)
    assert outcome.practice


def test_limits(elsewhere: Judge) -> None:
    """Time and output end it; a crash does not hide the next call."""
    began = time.monotonic()
    slow = elsewhere.run(FILES, [Call("wait"), Call("double", (1,))], Limits(wall_s=0.5))
    loud = elsewhere.run(FILES, [Call("flood")])
    busy = elsewhere.run(FILES, [Call("spin")], Limits(cpu_s=1))
    crashed = elsewhere.run(FILES, [Call("crash"), Call("double", (1,))])

    assert [Status.TIMEOUT, Status.NOT_RUN] == [one.status for one in slow.calls]
    assert Status.OUTPUT is loud.status
    assert Status.CPU is busy.status
    assert [Status.CRASHED, Status.OK] == [one.status for one in crashed.calls]
    assert time.monotonic() - began < 30


def test_nothing_stays_in_the_folder(elsewhere: Judge, tmp_path: Path) -> None:
    """Each run has a folder of its own, gone afterwards."""
    import tempfile

    tempfile.tempdir = str(tmp_path)
    try:
        elsewhere.run(FILES, [Call("keep")])
    finally:
        tempfile.tempdir = None

    assert [] == list(tmp_path.iterdir())


def test_elsewhere_is_refused_unless_it_is_practice(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server on another system runs no code."""
    monkeypatch.setattr("tripos.labs.judge.front.sys.platform", "win32")
    with pytest.raises(ConfinementError, match="not Linux"), Judge("numpy"):
        pass
