"""Follows one path month by month over all draws at once.

Every array has one entry per draw. What is random was drawn before (see `inputs.draw`), under
names that paths share, so that the difference of two paths is not noise. docs/decide-model.md
gives each rule in words; `tests/decide/reference.py` is the same model draw by draw.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from tripos.decide.inputs import Floats
from tripos.decide.learner import Learner
from tripos.decide.paths import Entry, Leaving, Part, Path

WEEKS_PER_MONTH = 365.25 / 12 / 7
NEVER = np.inf
Draws = Mapping[str, Floats]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Run:
    """What became of one path in every draw; arrays of shape (draws,), or as said.

    cost: USD from the person's own pocket. aid: USD paid by the employer. begun: month of the
    first day of study. finish: months from today to the end of the path (inf if never). progress:
    parts done so far, at the end of each month, shape (months, draws). hours: studied in all.
    full_time: months of full-time study.
    """

    cost: Floats
    aid: Floats
    begun: Floats
    finish: Floats
    progress: npt.NDArray[np.float32]
    hours: Floats
    full_time: Floats
    admitted: Bools


@dataclass
class _Purse:
    """Money: what the person paid, and what is left of the employer's aid in each calendar year."""

    cost: Floats
    aid: Floats
    left: Floats  # shape (years, draws)

    def pay(self, amount: Floats, year: int) -> None:
        """Pays `amount`, from the employer's aid of that calendar year first."""
        helped = np.minimum(amount, self.left[year])
        self.left[year] -= helped
        self.aid += helped
        self.cost += amount - helped


@dataclass(frozen=True)
class World:
    """What all paths of one decision share: the draws, the calendar, the learner, the aid."""

    draws: Draws
    count: int
    months: int
    learner: Learner
    aid_free: float

    def year_of(self, month: int) -> int:
        """Calendar years since today's, at `month` months from today."""
        return (self.learner.today.month - 1 + month) // 12

    def luck(self, name: str) -> Floats:
        """The uniform draws called `name`."""
        return self.draws[f"luck.{name}"]

    @cached_property
    def _seats(self) -> dict[tuple[str, int], Floats]:
        return {}

    def seat_factor(self, name: str, term: int) -> Floats:
        """Share of a term's pace that is left where the input `name` is the mean loss of seats."""
        if (name, term) not in self._seats:
            missing = np.floor(self.luck("seats") * 2.0 ** (term + 1)) % 2
            self._seats[name, term] = 1 - np.minimum(0.9, 2 * self.draws[name]) * missing
        return self._seats[name, term]


LUCK = (
    "admission-1", "admission-2", "perseverance-1", "perseverance-2", "same-person", "return-1",
    "return-2", "perseverance-again-1", "perseverance-again-2", "pause-1", "pause-2", "gate",
    "seats",
)  # fmt: skip


def run_path(path: Path, world: World) -> Run:
    """Simulates one path over all draws."""
    n, months = world.count, world.months
    years = world.year_of(months) + 1
    purse = _Purse(np.zeros(n), np.zeros(n), np.tile(_yearly_aid(world), (years, 1)))
    progress = np.zeros((months, n), dtype=np.float32)
    hours, full_time = np.zeros(n), np.zeros(n)
    ready = np.full(n, float(world.learner.start))
    begun = np.full(n, NEVER)
    admitted = np.ones(n, dtype=bool)
    for number, part in enumerate(path.parts):
        start, got_in = _start(part.entry, ready, world)
        begun = np.minimum(begun, start)
        admitted &= got_in
        ready, studied, spent = _study(part, number, start, world, purse, progress)
        hours += studied
        full_time += spent
    finish = ready if path.parts else np.zeros(n)
    return Run(purse.cost, purse.aid, begun, finish, progress, hours, full_time, admitted)


def _yearly_aid(world: World) -> Floats:
    """What the employer's aid is worth in a year: tax is due above the tax-free limit."""
    aid = world.learner.aid
    taxed = max(0.0, aid - world.aid_free)
    return np.asarray(min(aid, world.aid_free) + taxed * (1 - world.draws["aid-tax"]))


def _start(entry: Entry | None, ready: Floats, world: World) -> tuple[Floats, Bools]:
    """The month in which study starts, inf without admission, and who was admitted."""
    n = world.count
    if entry is None:
        return ready, np.isfinite(ready)
    lead = np.round(world.draws[entry.lead]) if entry.lead else np.zeros(n)
    start = _next_intake(entry.months, ready + lead, world)
    if entry.admit is None:
        return start, np.isfinite(start)
    chance = world.draws[entry.admit]
    result = np.where(world.luck("admission-1") < chance, start, NEVER)
    if entry.tries > 1:
        again = _next_intake(entry.months, start + 1, world)
        second = ~np.isfinite(result) & (world.luck("admission-2") < chance)
        result = np.where(second, again, result)
    return result, np.isfinite(result)


def _next_intake(months: tuple[int, ...], earliest: Floats, world: World) -> Floats:
    """The first month from `earliest` on in which study can start."""
    now = world.learner.today.month - 1
    horizon = world.months + 1
    table = np.full(horizon + 1, NEVER)
    for month in range(horizon - 1, -1, -1):
        table[month] = month if (now + month) % 12 + 1 in months else table[month + 1]
    where = np.where(np.isfinite(earliest), np.minimum(np.ceil(earliest), horizon), horizon)
    return np.asarray(table[where.astype(int)])


def _study(
    part: Part,
    number: int,
    start: Floats,
    world: World,
    purse: _Purse,
    progress: npt.NDArray[np.float32],
) -> tuple[Floats, Floats, Floats]:
    """One part: returns the month of finishing (inf if never), hours, and months of full time."""
    n = world.count
    done, finish, spent = np.zeros(n), np.full(n, NEVER), np.zeros(n)
    total = world.draws[part.hours] * part.scale
    if not (start < world.months).any():
        return finish, done, spent
    stages = _Stages(part, number, start, world)
    bill = _Bill(part, start, world, purse)
    pace = stages.pace(total)
    first = int(start.min())
    for month in range(first, world.months):
        active = stages.active(month, done)
        if not active.any():
            np.copyto(progress[month], number + done, where=start <= month, casting="same_kind")
            continue
        open_share = 1.0 if part.full_time else world.learner.open_share[month]
        step = np.minimum(pace * (open_share * stages.seat_factor(month)), 1 - done) * active
        bill.settle(month, active, done, step, pace)
        done += step
        done[done > 1 - 1e-9] = 1.0
        finish[active & (done >= 1)] = month + 1.0
        if part.full_time:
            spent += active
        np.copyto(progress[month], number + done, where=start <= month, casting="same_kind")
    return finish, done * total, spent


class _Stages:
    """When a part is being studied in each draw, and how fast."""

    def __init__(self, part: Part, number: int, start: Floats, world: World) -> None:
        self.part, self.world = part, world
        quits, pause_from, pause_to = _interruptions(part, number, world)
        self.begins = start
        self.ends = start + np.minimum(quits, part.limit)
        self.away_from, self.away_to = start + pause_from, start + pause_to
        self.fails = world.luck("gate") >= world.draws[part.gate] if part.gate else None

    def pace(self, total: Floats) -> Floats:
        """Share of the part that is done in a month of study."""
        draws = self.world.draws
        full_time = self.part.full_time
        weekly = draws["full-time-hours"] if full_time else draws[self.world.learner.hours]
        fastest = max(self.part.fastest * self.part.scale, 1e-9)
        return np.minimum(weekly * WEEKS_PER_MONTH / np.maximum(total, 1e-9), 1 / fastest)

    def active(self, month: int, done: Floats) -> Bools:
        """Which draws study in `month`."""
        found = (self.begins <= month) & (month < self.ends) & (done < 1)
        found &= (month < self.away_from) | (month >= self.away_to)
        if self.fails is not None:
            found &= ~(self.fails & (done >= self.part.gate_share))
        return np.asarray(found)

    def seat_factor(self, month: int) -> Floats | float:
        """Share of the pace that full courses leave.

        In each term of four months a seat is missing with probability 0.5, and then costs twice
        the mean loss. One draw carries the luck of all terms, as the binary digits of a fraction.
        """
        if self.part.seats is None:
            return 1.0
        return self.world.seat_factor(self.part.seats, month // 4)


class _Bill:
    """Tuition by terms, other prices by progress or by month."""

    def __init__(self, part: Part, start: Floats, world: World, purse: _Purse) -> None:
        self.part, self.world, self.purse = part, world, purse
        self.price = world.draws[part.price] * part.scale
        self.growth = np.log1p(world.draws["tuition-escalation"]) if part.escalates else None
        self.paid = np.zeros(world.count)
        self.phase = np.where(np.isfinite(start), start, 0.0).astype(np.int64) % part.term

    def settle(
        self, month: int, active: Bools, done: Floats, step: Floats, pace: Floats
    ) -> None:  # fmt: skip
        """Pays what falls due in `month`: at the start of a term, for the term."""
        after = done + step
        if self.part.term > 1:
            ahead = np.minimum(1.0, done + pace * self.part.term)
            after = np.where(month % self.part.term == self.phase, ahead, after)
        due = np.maximum(after, self.paid)
        amount = np.where(active, self.price * (due - self.paid), 0.0)
        if self.growth is not None and amount.any():
            amount *= np.exp(self.growth * (self.part.price_age + month / 12))
        if self.part.monthly:
            amount += self.part.monthly * active
        self.purse.pay(amount, self.world.year_of(month))
        self.paid = np.where(active, due, self.paid)


def _interruptions(part: Part, number: int, world: World) -> tuple[Floats, Floats, Floats]:
    """Months of study after which each draw stops for good, and one pause (from, to) before."""
    n, which = world.count, 1 + min(number, 1)
    u = world.luck(f"perseverance-{which}")
    if number:
        shared = world.luck("same-person") < world.draws["persistence-shared"]
        u = np.where(shared, world.luck("perseverance-1"), u)
    leaving = part.leaving
    lasts = lasting(u, world.draws[leaving.finish], leaving)
    if leaving.returns:
        back = world.luck(f"return-{which}") < world.draws["return-course"]
        away = np.where(back, np.round(world.draws["return-months"]), 0.0)
        again = lasting(
            world.luck(f"perseverance-again-{which}"), world.draws[leaving.finish], leaving
        )
        return np.where(back, lasts + away + again, lasts), lasts, lasts + away
    if not part.pauses:
        return lasts, np.full(n, NEVER), np.full(n, NEVER)
    rate = -np.log1p(-world.draws["stop-out-year"]) / 12
    begins = np.floor(-np.log1p(-world.luck(f"pause-{which}")) / np.maximum(rate, 1e-12))
    length = np.round(world.draws["stop-out-months"])
    return np.where(begins < lasts, lasts + length, lasts), begins, begins + length


def lasting(u: Floats, finish: Floats, leaving: Leaving) -> Floats:
    """Months of study that a person of perseverance `u` lasts.

    Survival S(t) = (1 + t / shape) ** -alpha (Lomax 1954, JASA 49: constant hazards that differ
    between people by a gamma distribution), with S(leaving.months) = `finish`.
    """
    alpha = -np.log(np.clip(finish, 1e-6, 1 - 1e-6)) / math.log1p(leaving.months / leaving.shape)
    exponent = -np.log(np.maximum(1 - u, 1e-12)) / alpha
    return np.asarray(leaving.shape * np.expm1(np.minimum(exponent, 50.0)))
