"""One case: a family, a seed, and the project folder that the learner is given."""

from __future__ import annotations

import base64
import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from string import Template
from typing import Any

import numpy as np

from tripos.errors import TriposError
from tripos.labs.gym.contract import Drawn, Table
from tripos.labs.gym.family import HEALTHY, NOTHING, Family, find_family
from tripos.labs.gym.style import choose, rename, restyle

HEALTHY_SHARE = 0.2  # of cases in which nothing is wrong
TWO_SHARE = 0.2  # of cases that carry two faults, in families that have a second
ASKED_SHARE = 0.4  # of broken cases whose ticket asks for a review, as those of sound ones do
PIPELINE, CONFIG, RUN, GUARD = "pipeline.py", "config.py", "run.py", "guard.py"
DATA = "data.csv"
MOST_CAUSES = 2
_TEAMS = ("Orbit", "Kestrel", "Harbour", "Lumen", "Quarry", "Tamarisk", "Northwind", "Saffron")
_PEOPLE = ("Priya", "Tomas", "Aiko", "Lena", "Kofi", "Marta", "Deniz", "Ruth", "Ivo", "Sana")
GUARD_STARTER = '''"""The test that would have caught it.

It is run against this project and others like it, broken and sound; it must raise (an assertion is
enough) where the fault is, and pass where it is not.
"""

import pipeline


def guard(table):
    """`table` holds rows like those of data.csv, as a dictionary of columns."""
    raise NotImplementedError("write the test that would have caught the fault")
'''


@dataclass(frozen=True)
class Case:
    """A family at a seed. `attempt` counts draws of that seed that could not be used."""

    family: Family
    seed: int
    attempt: int = 0

    def rng(self, purpose: int) -> np.random.Generator:
        """The numbers of this case for one purpose."""
        return np.random.default_rng([self.seed, self.attempt, purpose])

    @cached_property
    def given(self) -> str:
        """The variant that the learner is given: healthy, faulty, or both faults at once."""
        at = self.rng(0).random()
        if at < HEALTHY_SHARE:
            return HEALTHY
        two = self.family.card.second and at < HEALTHY_SHARE + TWO_SHARE
        return "both" if two else "faulty"

    @property
    def healthy(self) -> bool:
        """Whether nothing is wrong in this case."""
        return self.given == HEALTHY

    @property
    def cause(self) -> str:
        """The code of the right diagnosis; two are joined by a plus."""
        card = self.family.card
        right = {HEALTHY: [NOTHING], "faulty": [card.cause], "both": [card.cause, card.second]}
        return joined(right[self.given])

    def diagnosis(self, cause: str) -> str:
        """A diagnosis as it is kept: one code, or two joined by a plus.

        Raises TriposError for a code that cannot be chosen, and for more than two.
        """
        codes = codes_of(cause)
        wrong = next((code for code in codes if code not in self.causes), None)
        if wrong is not None:
            raise TriposError(f"cause: '{wrong[:40]}' is none of {', '.join(self.causes)}")
        if len(set(codes)) > MOST_CAUSES:
            raise TriposError(f"cause: name at most {MOST_CAUSES}")
        return joined(codes)

    @cached_property
    def drawn(self) -> Drawn:
        """Parameters and rows."""
        params = self.family.draw(self.rng(1))
        return Drawn(params, self.family.table(self.rng(2), params))

    @cached_property
    def causes(self) -> dict[str, str]:
        """What may be chosen as the cause, in an order of this case's own."""
        all_ = {**self.family.card.causes, NOTHING: "nothing is wrong: the run is sound"}
        order = self.rng(3).permutation(sorted(all_))
        return {str(key): all_[str(key)] for key in order}

    def code(self, variant: str, style: int = 0) -> dict[str, str]:
        """The Python files of the project with a variant of the pipeline, in a style.

        Style 0 is the case's own; others are those of other teams.
        """
        names = self.family.card.names
        pipeline = restyle(self.family.variants[variant], names, self.rng(100 + style))
        found = {
            PIPELINE: pipeline,
            CONFIG: rename(_config(self.drawn.params), choose(names, self.rng(100 + style))),
        }
        run = self.family.folder / RUN
        if run.exists():
            found[RUN] = rename(self.family.text(RUN), choose(names, self.rng(100 + style)))
        return found

    def folder(self, log: str = "") -> dict[str, str]:
        """All files that the learner is given; `log` is what a run of the project printed."""
        words = self._words()
        review = self.healthy or self.rng(5).random() < ASKED_SHARE
        ticket = "ticket_healthy.md" if review else "ticket.md"
        return {
            **self.code(self.given),
            GUARD: GUARD_STARTER,
            "README.md": Template(self.family.text("README.md")).safe_substitute(words),
            "ticket.md": Template(self.family.text(ticket)).safe_substitute(words),
            DATA: to_csv(self.drawn.table),
            "run.log": log,
        }  # fmt: skip

    def _words(self) -> Mapping[str, str]:
        rng = self.rng(4)
        people = rng.permutation(_PEOPLE)
        plain = {key: str(value) for key, value in self.drawn.params.items()}
        return {**plain, "team": str(rng.choice(_TEAMS)), "one": people[0], "two": people[1]}


def joined(codes: Iterable[str]) -> str:
    """Codes of causes in the order of the alphabet, joined by a plus."""
    return "+".join(sorted(set(codes)))


def codes_of(cause: str) -> list[str]:
    """The codes of a diagnosis as `joined` wrote it, or as a person did."""
    return [code.strip() for code in cause.split("+")]


def code_of(project: Mapping[str, str]) -> dict[str, str]:
    """The Python files of a project; the others are for reading."""
    return {name: text for name, text in project.items() if name.endswith(".py")}


def judged_files(files: Mapping[str, str], family: Family) -> dict[str, bytes]:
    """The Python files of a project as a submission to the judge."""
    entry = ", ".join(family.card.entry)
    found = {name: text.encode() for name, text in code_of(files).items()}
    found["submission.py"] = f"from pipeline import {entry}\n".encode()
    return found


def _config(params: Mapping[str, Any]) -> str:
    lines = [
        f"{key.upper()} = {value!r}" for key, value in params.items() if not key.startswith("_")
    ]
    return '"""What differs from project to project."""\n\n' + "\n".join(lines) + "\n"


def to_csv(table: Table) -> str:
    """A table as CSV; numbers with as many digits as they need."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(table)
    columns = [one.tolist() if isinstance(one, np.ndarray) else list(one) for one in table.values()]
    writer.writerows(zip(*columns, strict=True))
    return held.getvalue()


def mark_of(case: Case) -> str:
    """The content of the file that says which case a folder is; not in plain words, as the name of
    a family tells its fault."""
    told = {"family": case.family.id, "seed": case.seed, "attempt": case.attempt}
    return json.dumps({"case": base64.b64encode(json.dumps(told).encode()).decode()}) + "\n"


def read_mark(text: str) -> Case:
    """The case that a mark names. Raises ValueError for a broken one, UnknownIdError for a family
    that there is not."""
    try:
        told = json.loads(base64.b64decode(json.loads(text)["case"]))
        family, seed, attempt = str(told["family"]), int(told["seed"]), int(told["attempt"])
    except (KeyError, TypeError) as error:
        raise ValueError("is no mark of a case") from error
    return Case(find_family(family), seed, attempt)
