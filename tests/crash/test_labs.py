"""Judging under real workers: killed in the middle, and two hundred submissions at once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.crash.test_processes import (
    SHARED,
    Started,
    _free_port,
    alive,
    descendants,
    start,
    up,
    wait_for,
)
from tripos.labs import find_lab
from tripos.labs.judge import Level, offered

pytest.importorskip("sklearn")
pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").exists() or offered()[0] < Level.FULL, reason="needs confinement"
)
__all__ = ["start"]  # the fixture

LAB = find_lab("least-squares")
_PEOPLE, _EACH = 10, 20


def _send(address: str, path: str, token: str = "", body: Any = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    request = urllib.request.Request(f"{address}{path}", data, headers)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.loads(answer.read())


def _files(name: str, extra: str = "") -> dict[str, Any]:
    code = (LAB.solution() if name == "solution" else LAB.mutants()[name])["submission.py"]
    return {"files": {"submission.py": code.decode() + extra}}


def _in_record(home: Path, code: str, **environment: str) -> str:
    """What a program prints that has the record of `home` open."""
    program = f"from pathlib import Path\nfrom tripos.web.record.local import prepare\n" \
              f"prepare(Path({str(home)!r}))\n{textwrap.dedent(code)}"  # fmt: skip
    return subprocess.run(
        [sys.executable, "-c", program], env=os.environ | environment, text=True, check=True,
        capture_output=True, timeout=120,
    ).stdout  # fmt: skip


def test_a_killed_worker_loses_no_submission(start: Callable[..., Started], home: Path) -> None:
    """kill -9 of worker, judge and all in the middle of judging: judged once, and evidence once."""
    app = up(start)
    slow = _files("solution", "\nimport time\ntime.sleep(4)\n")
    token = _tokens(home, 1)[0]
    made = _send(app.address, f"/api/labs/{LAB.id}/submissions", token, slow)
    key = made["submission"]["id"]
    wait_for(lambda: _send(app.address, "/api/jobs", token)["items"][0]["state"] == "running")
    time.sleep(1.5)
    victims = descendants(app.process.pid)

    for pid in victims:
        os.kill(pid, signal.SIGKILL)

    wait_for(lambda: _send(app.address, f"/api/submissions/{key}", token)["judgement"], 90)
    assert _send(app.address, f"/api/submissions/{key}", token)["judgement"]["passed"]
    rows = _send(app.address, "/api/evidence", token)["items"]
    assert len(LAB.card.competencies) == len([row for row in rows if row["kind"] == "lab"])
    wait_for(lambda: not [pid for pid in victims if alive(pid)])
    assert 0 == app.end(signal.SIGINT)


def _tokens(home: Path, people: int, **environment: str) -> list[str]:
    """Tokens: of the one learner at home, or of as many accounts as are asked for."""
    return _in_record(home, f"""
        from django.contrib.auth.models import User
        from tripos.web.record.models import ApiToken, Learner
        from tripos.web.record.models.access import hashed
        for number in range({people}):
            learner = Learner.objects.first() if {people} == 1 else Learner.objects.create(
                user=User.objects.create_user(f"person{{number}}"))
            token = f"token-{{number}}-of-the-tests"
            ApiToken.objects.create(learner=learner, name="tests", hash=hashed(token))
            print(token)
    """, **environment).split()  # fmt: skip


def test_two_hundred_at_once(start: Callable[..., Started], home: Path) -> None:
    """Ten people send twenty each to a shared server with two workers: all are judged, in order,
    each once, and everybody sees their own alone."""
    port = _free_port()
    environment = SHARED | {
        "TRIPOS_ADDRESS": f"http://127.0.0.1:{port}", "TRIPOS_MODE": "shared",
    }  # fmt: skip
    app = start("serve", "--port", port, "--workers", "2", **environment)
    tokens = _tokens(home, _PEOPLE, **environment)
    sorts = [_files(name) for name in ("solution", "fixed_step")]

    def send(number: int) -> int:
        token, body = tokens[number % _PEOPLE], sorts[number // _PEOPLE % 2]
        made = _send(app.address, f"/api/labs/{LAB.id}/submissions", token, body)
        return int(made["submission"]["id"])

    with ThreadPoolExecutor(8) as pool:
        sent = list(pool.map(send, range(_PEOPLE * _EACH)))

    def done() -> bool:
        listed = [_send(app.address, "/api/jobs?limit=100", token)["items"] for token in tokens]
        return all(job["state"] == "done" for jobs in listed for job in jobs)

    wait_for(done, 180)
    rows: list[dict[str, Any]] = []
    for token in tokens:
        mine = _send(app.address, "/api/submissions?limit=100", token)["items"]
        assert _EACH == len(mine)
        rows += mine
    assert sorted(sent) == sorted(row["id"] for row in rows)
    scores = [row["judgement"]["score"] for row in rows]
    assert (100, 100) == (scores.count(12.0), scores.count(10.0))
    assert {"full"} == {row["judgement"]["confinement"] for row in rows}
    order = [row["id"] for row in sorted(rows, key=lambda row: row["judged"])]
    late = [abs(at - place) for place, at in enumerate(order, min(order))]
    # One that takes long is overtaken, as the first of each worker, which waits for its judge to
    # load the libraries; any other order than that in which they came is off by tens of places.
    assert sum(late) / len(late) < 3, "far from the order in which they came"
    assert 0 == app.end(signal.SIGTERM)
    assert "" == app.log.read_text()
