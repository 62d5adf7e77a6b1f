"""The hostile submissions, at every level and as every user that this machine offers.

Each batch runs in a process of its own, see `battery`; here its verdicts are read.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy
import pytest

import tripos
from tests.labs.judge.attacks import ATTACKS
from tripos.labs.judge import Level
from tripos.labs.judge.kernel import NOBODY

ROOT = Path(__file__).parents[3]
PATHS = [Path(tripos.__file__).parents[1], Path(numpy.__file__).parents[1], ROOT]
USERS = ["root", "nobody"] if os.geteuid() == 0 else ["self"]
GROWTH_MB = 150


def common_python() -> str | None:
    """A Python of this version that every user may start."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    for path in (sys.executable, f"/usr/bin/python{version}", f"/usr/local/bin/python{version}"):
        try:
            subprocess.run([path, "-c", ""], user=NOBODY, check=True, cwd="/", capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        return path
    return None


def battery(user: str, level: Level) -> dict[str, Any]:
    """The verdicts of a batch."""
    python: str | None = sys.executable
    if os.geteuid() == 0 and (user == "nobody" or level is Level.SEALED):
        python = common_python()
    if python is None:
        pytest.skip("no Python here that the user nobody may start")
    command = [python, "-P", "-m", "tests.labs.judge.battery", level.name]
    rights: dict[str, Any] = {}
    if user == "nobody":
        rights = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    search = os.pathsep.join(map(str, PATHS))
    clean = {"PYTHONPATH": search, "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, timeout=300, check=False,
        env=clean, **rights,
    )  # fmt: skip
    assert 0 == ran.returncode, ran.stderr[-3000:]
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


QUICK = {("root", Level.FULL), ("nobody", Level.SEALED), ("self", Level.FULL)}
BATCHES = [
    pytest.param(user, level, id=f"{user}-{level.name}",
                 marks=() if (user, level) in QUICK else pytest.mark.slow)
    for user in USERS for level in (Level.FULL, Level.SEALED)
]  # fmt: skip


@pytest.mark.parametrize(("user", "level"), BATCHES)
def test_no_hostile_submission_succeeds(user: str, level: Level, best: Level) -> None:
    """None scores, reads, escapes, exhausts or stays; honest ones are unharmed throughout."""
    if level > best:
        pytest.skip(f"this machine offers {best.name}")
    told = battery(user, level)
    attacks = told["attacks"]

    assert set(ATTACKS) == set(attacks)
    assert {} == {name: one for name, one in attacks.items() if one["succeeded"]}
    assert {level.name} == set(told["level"])
    assert {"root": 0, "nobody": NOBODY, "self": os.geteuid()}[user] == told["uid"]
    assert {2} == {*told["before"], *told["during"], *told["after"]}
    assert len(told["during"]) > 5
    assert all(told["same_server"])
    assert told["grown_mb"] < GROWTH_MB
    assert ([], 0, 0) == (told["late"], told["processes"], told["descriptors"])


def test_there_are_enough_of_every_class() -> None:
    """At least 49, and some of each class of the study."""
    classes = Counter(type_of for attack in ATTACKS.values() for type_of in [_class(attack.name)])

    assert len(ATTACKS) >= 49
    assert min(classes.values()) >= 5
    assert 6 == len(classes)


def _class(name: str) -> str:
    from tests.labs.judge.attacks import (
        escaping,
        exhausting,
        forging,
        lingering,
        payloads,
        reading,
    )

    modules = (forging, reading, escaping, exhausting, lingering, payloads)
    (found,) = [one.__name__ for one in modules if name in {each.name for each in one.ATTACKS}]
    return found
