"""What a path is: parts done one after the other, in numbers and names of inputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from tripos.catalog import Depth

PathKind = Literal["degree", "certificate", "courses", "hybrid", "stay"]
Floats = npt.NDArray[np.float64]
Learned = tuple[tuple[float, str, Depth], ...]  # (share of the part done, competency, depth)


@dataclass(frozen=True, slots=True)
class Entry:
    """How one gets in: the months of the year in which study starts, and who is admitted.

    `lead` and `admit` name inputs (months before the start; chance of admission, None if open).
    """

    months: tuple[int, ...]
    lead: str | None = None
    admit: str | None = None
    tries: int = 1


@dataclass(frozen=True, slots=True)
class Leaving:
    """How people stop: `finish` names the chance to last `months`; leaving slows after `shape`.

    With `returns`, whoever stops may take it up again once (inputs return-course, return-months).
    """

    finish: str
    months: float
    shape: float
    returns: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One stage of a path.

    hours, price: names of inputs (study hours; USD at the prices of `price_age` years ago), times
    `scale`. `fastest` and `limit` bound the months of study. Tuition is paid by terms of `term`
    months and grows with the input tuition-escalation if `escalates`. `monthly` is a further
    price in USD for each month of study. `gate` names the chance to pass the first `gate_share`.
    """

    name: str
    hours: str
    price: str
    leaving: Leaving
    scale: float = 1.0
    price_age: float = 0.0
    escalates: bool = False
    term: int = 1
    monthly: float = 0.0
    fastest: float = 0.0
    limit: float = float("inf")
    entry: Entry | None = None
    gate: str | None = None
    gate_share: float = 0.0
    seats: str | None = None
    pauses: bool = False
    full_time: bool = False
    learns: Learned = ()
    credit: str = "credit-courses"

    def inputs(self) -> tuple[str, ...]:
        """The names of all inputs that this part draws on."""
        entry = (self.entry.lead, self.entry.admit) if self.entry else ()
        names = (self.hours, self.price, self.leaving.finish, self.gate, self.seats, self.credit)
        return tuple(name for name in (*names, *entry) if name)


@dataclass(frozen=True)
class Path:
    """One way for this person, with what is known of it beyond the simulation.

    award: rank of the degree held at the end (3 for a master's), None without one. `signal` names
    the input that says how far the award satisfies an unwritten look at credentials. `doctorate`
    names the chance of a doctoral place at the end. `lacks` are prerequisites that are missing.
    """

    id: str
    kind: PathKind
    title: str
    parts: tuple[Part, ...] = ()
    award: int | None = None
    signal: str | None = None
    doctorate: str = "phd-plain"
    research: float = 0.0
    network: float = 0.0
    program: str | None = None
    why_not: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    brief: str = ""

    @property
    def short(self) -> str:
        """The title as it reads inside a sentence."""
        return self.brief or self.title

    @property
    def open(self) -> bool:
        """Whether nothing is known that keeps the person from it."""
        return not self.why_not


@dataclass(frozen=True, slots=True)
class CourseOffer:
    """A plan of single courses that the person could follow, as the planner made it.

    hours: low, most likely and high. once and subscriptions: USD in all at the planned pace over
    `months`. `learns` in order of study. `why_not` says why there is no such plan.
    """

    id: str
    title: str
    hours: tuple[float, float, float] = (0.0, 0.0, 0.0)
    once: float = 0.0
    subscriptions: float = 0.0
    months: float = 1.0
    learns: Learned = ()
    unverified: float = 1.0
    price_assumed: bool = False
    courses: tuple[str, ...] = ()
    why_not: str = ""


STAY = Path("stay", "stay", "Staying put: no program and no course plan", brief="staying put")
