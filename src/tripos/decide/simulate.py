"""Follows one path month by month over all draws at once.

Every array has one entry per draw. What is random was drawn before (see `inputs.draw`), under
names that paths share, so that the difference of two paths is not noise. docs/decide-model.md
gives each rule in words; `tests/decide/reference.py` is the same model draw by draw.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats
from tripos.decide.coverage import STEPS
from tripos.decide.learner import Learner
from tripos.decide.paths import Entry, Leaving, Part, Path

WEEKS_PER_MONTH = 365.25 / 12 / 7
NEVER = np.inf
FULL = 1 - 1e-9  # from here on a part counts as done: rounding must not cost a month
_BLOCK = 12
Draws = Mapping[str, Floats]
Bools = npt.NDArray[np.bool_]
Indices = npt.NDArray[np.intp]


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

    @cached_property
    def level(self) -> npt.NDArray[np.int16]:
        """Progress in whole steps of a twentieth of a part, shape (months, draws)."""
        return (self.progress * np.float32(STEPS) + np.float32(1e-3)).astype(np.int16)


@dataclass
class _Purse:
    """Money: what the person paid, and what is left of the employer's aid in each calendar year."""

    cost: Floats
    aid: Floats
    left: Floats  # shape (draws, years)


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
    purse = _Purse(np.zeros(n), np.zeros(n), np.tile(_yearly_aid(world)[:, None], (1, years)))
    progress = np.zeros((months, n), dtype=np.float32)
    hours, full_time = np.zeros(n), np.zeros(n)
    ready = np.full(n, float(world.learner.start))
    begun = np.full(n, NEVER)
    for number, part in enumerate(path.parts):
        start = _start(part.entry, ready, world)
        begun = np.minimum(begun, start)
        ready, studied, spent = _study(part, number, start, world, purse, progress)
        hours += studied
        full_time += spent
    finish = ready if path.parts else np.zeros(n)
    return Run(purse.cost, purse.aid, begun, finish, progress, hours, full_time)


def _yearly_aid(world: World) -> Floats:
    """What the employer's aid is worth in a year: tax is due above the tax-free limit."""
    aid = world.learner.aid
    taxed = max(0.0, aid - world.aid_free)
    return np.asarray(min(aid, world.aid_free) + taxed * (1 - world.draws["aid-tax"]))


def _start(entry: Entry | None, ready: Floats, world: World) -> Floats:
    """The month in which study starts; inf without admission."""
    n = world.count
    if entry is None:
        return ready
    lead = np.round(world.draws[entry.lead]) if entry.lead else np.zeros(n)
    start = _next_intake(entry.months, ready + lead, world)
    if entry.admit is None:
        return start
    chance = world.draws[entry.admit]
    result = np.where(world.luck("admission-1") < chance, start, NEVER)
    if entry.tries > 1:
        again = _next_intake(entry.months, start + 1, world)
        second = ~np.isfinite(result) & (world.luck("admission-2") < chance)
        result = np.where(second, again, result)
    return result


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
    """One part: returns the month of finishing (inf if never), hours, and months of full time.

    Goes year by year, following only the draws that can still study in it.
    """
    everybody = _students(part, number, start, world, purse)
    for first in range(0, world.months, _BLOCK):
        last = min(first + _BLOCK, world.months)
        at_work = (start < last) & (first < everybody.ends) & (everybody.done < FULL)
        some = np.flatnonzero(at_work)
        students = everybody.taken(some)
        track = progress[first:last, some]
        for month in range(first, last):
            _one_month(part, students, month, world, some)
            np.copyto(
                track[month - first],
                number + students.done,
                where=students.begins <= month,
                casting="same_kind",
            )
        everybody.put(some, students)
        progress[first:last, some] = track
        settled = np.flatnonzero((start < last) & ~at_work)
        progress[first:last, settled] = number + everybody.done[settled]
    purse.cost, purse.aid, purse.left = everybody.cost, everybody.aid, everybody.left
    finish = np.where(everybody.done >= FULL, everybody.last + 1.0, NEVER)
    return finish, np.minimum(everybody.done, 1.0) * everybody.total, everybody.full_time


@dataclass
class _Students:
    """The state of one part in some draws; `left` has shape (draws, years), all else (draws,).

    begins, ends, away_from, away_to: months from today. phase: month of the term cycle in which
    terms start. pace: share of the part in a month of
    study. last: the latest month of study. `stuck` fail at the gate.
    """

    begins: Floats
    phase: Indices
    ends: Floats
    away_from: Floats
    away_to: Floats
    stuck: Bools
    total: Floats
    pace: Floats
    price: Floats
    growth: Floats
    done: Floats
    paid: Floats
    last: Floats
    full_time: Floats
    cost: Floats
    aid: Floats
    left: Floats
    employed: bool

    def taken(self, some: Indices) -> _Students:
        """The state of some draws, as copies."""
        arrays = [item.name for item in fields(self) if item.name != "employed"]
        cut = {name: getattr(self, name)[some] for name in arrays}
        return _Students(**cut, employed=self.employed)

    def put(self, some: Indices, other: _Students) -> None:
        """Takes over what `taken` gave out."""
        for name in ("done", "paid", "last", "full_time", "cost", "aid", "left"):
            getattr(self, name)[some] = getattr(other, name)

    def pay(self, amount: Floats, year: int) -> None:
        """Pays `amount` of USD, from the employer's aid of that calendar year first.

        Whoever has left work to study full time has no employer.
        """
        if self.employed:
            helped = np.minimum(amount, self.left[:, year])
            self.left[:, year] -= helped
            self.aid += helped
            amount = amount - helped
        self.cost += amount


def _students(
    part: Part, number: int, start: Floats, world: World, purse: _Purse
) -> _Students:  # fmt: skip
    """Everybody before the first month of a part."""
    n, draws = world.count, world.draws
    quits, pause_from, pause_to = _interruptions(part, number, world)
    total = draws[part.hours] * part.scale
    weekly = draws["full-time-hours" if part.full_time else world.learner.hours]
    fastest = max(part.fastest * part.scale, 1e-9)
    stuck = world.luck("gate") >= draws[part.gate] if part.gate else np.zeros(n, dtype=bool)
    growth = np.log1p(draws["tuition-escalation"]) if part.escalates else np.zeros(n)
    return _Students(
        begins=start,
        phase=np.where(np.isfinite(start), start, 0.0).astype(np.intp) % part.term,
        ends=start + np.minimum(quits, part.limit),
        away_from=start + pause_from,
        away_to=start + pause_to,
        stuck=np.asarray(stuck),
        total=total,
        pace=np.minimum(weekly * WEEKS_PER_MONTH / np.maximum(total, 1e-9), 1 / fastest),
        price=draws[part.price] * part.scale,
        growth=np.asarray(growth),
        done=np.zeros(n),
        paid=np.zeros(n),
        last=np.zeros(n),
        full_time=np.zeros(n),
        cost=purse.cost,
        aid=purse.aid,
        left=purse.left,
        employed=not part.full_time,
    )


def _one_month(
    part: Part, students: _Students, month: int, world: World, some: Indices
) -> None:  # fmt: skip
    """What one month of study adds, and what it costs."""
    active = (students.begins <= month) & (month < students.ends) & (students.done < FULL)
    active &= (month < students.away_from) | (month >= students.away_to)
    if part.gate:
        active &= ~(students.stuck & (students.done >= part.gate_share))
    if not active.any():
        return
    share = 1.0 if part.full_time else world.learner.open_share[month]
    seats = world.seat_factor(part.seats, month // 4)[some] if part.seats else 1.0
    step = np.minimum(students.pace * (share * seats), 1 - students.done) * active
    _settle(part, students, month, active, step, world.year_of(month))
    students.done += step
    students.last[active] = month
    if part.full_time:
        students.full_time += active


def _settle(
    part: Part, students: _Students, month: int, active: Bools, step: Floats, year: int
) -> None:
    """Pays what falls due in `month`: tuition at the start of a term, for the term."""
    after = students.done + step
    if part.term > 1:
        starting = students.phase == month % part.term
        if starting.any():
            ahead = np.minimum(1.0, students.done + students.pace * part.term)
            after = np.where(starting, ahead, after)
    if part.monthly:
        students.pay(np.where(active, part.monthly, 0.0), year)
    owing = active & (after > students.paid)
    if owing.any():
        amount = np.where(owing, students.price * (after - students.paid), 0.0)
        if part.escalates:
            amount = amount * np.exp(students.growth * (part.price_age + month / 12))
        students.pay(np.asarray(amount, dtype=np.float64), year)
        students.paid = np.where(owing, after, students.paid)


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
