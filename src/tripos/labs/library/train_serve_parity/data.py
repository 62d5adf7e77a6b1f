"""Data of the lab: logs with delays and corrections, and features by brute force."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng

NAMES = ("last", "age", "mean_1h", "range_3h", "count_24h", "low_24h", "hour")
MMOL = 18.0182
_START = int(datetime.datetime(2026, 3, 20, tzinfo=datetime.UTC).timestamp()) // 60
_ZONES = (0, 60, 120, -300, 330, -480, 600)


@cache
def readings() -> Floats:
    """All readings, mg/dL, in order."""
    from bokeh_sampledata.glucose import data  # noqa: PLC0415 - heavy

    return np.asarray(data["glucose"], dtype=np.float64)


@dataclass(frozen=True)
class Event:
    """A version of a reading; times in minutes since the start, the offset in minutes."""

    id: int
    who: str
    time: int
    arrived: int
    value: float | None
    unit: str
    offset: int

    @property
    def mg(self) -> float:
        """The value in mg/dL."""
        return (self.value or 0.0) * (MMOL if self.unit == "mmol/L" else 1.0)

    def row(self, rng: Rng) -> dict[str, Any]:
        """The event as it is handed over; the server writes `arrived` in a zone of its own."""
        return {
            "id": self.id, "who": self.who, "time": stamp(self.time, self.offset),
            "arrived": stamp(self.arrived, int(rng.choice(_ZONES))),
            "value": self.value, "unit": self.unit,
        }  # fmt: skip


def stamp(minute: int, offset: int = 0) -> str:
    """A time as text with its offset; UTC is at times written Z."""
    zone = datetime.timezone(datetime.timedelta(minutes=offset))
    told = datetime.datetime.fromtimestamp((_START + minute) * 60, zone).isoformat()
    return told.replace("+00:00", "Z") if minute % 2 else told


def patient(rng: Rng, who: str, first: int, count: int) -> list[Event]:
    """A stretch of readings with gaps, a journey, late arrivals and corrections."""
    values = readings()
    at = int(rng.integers(0, len(values) - count))
    zones = rng.choice(_ZONES, 2, replace=False)
    mmol, moves = bool(rng.random() < 0.4), int(rng.integers(count // 4, count))
    found: list[Event] = []
    for i in range(count):
        if rng.random() < 0.06:
            continue
        time, value = 5 * i, float(values[at + i])
        late = int(rng.choice([0, 1, 3, 40, 200, 700], p=[0.3, 0.3, 0.25, 0.07, 0.05, 0.03]))
        unit = "mmol/L" if mmol and i < moves else "mg/dL"
        shown = round(value / MMOL, 1) if unit == "mmol/L" else value
        ahead = 12 if rng.random() < 0.04 else 0
        one = Event(
            first + i, who, time + ahead, time + late, shown, unit, int(zones[int(i > moves)])
        )
        found.append(one)
        if rng.random() < 0.12:
            found.append(_corrected(rng, one))
    return found


def _corrected(rng: Rng, one: Event) -> Event:
    arrived = one.arrived + int(rng.integers(5, 900))
    kind = rng.integers(4)
    if kind == 0:
        return replace(one, arrived=arrived, value=None)
    if kind == 1:
        return replace(one, arrived=arrived, time=one.time - int(rng.integers(1, 90)))
    if kind == 2 and one.value is not None:
        return replace(one, arrived=arrived, value=round(one.mg + 40), unit="mg/dL")
    return replace(one, arrived=arrived, value=(one.value or 0.0) * 0.5)


def clinic(rng: Rng, patients: int, count: int) -> list[Event]:
    """The events of some patients, in the order in which they arrived."""
    names = [f"p{number}" for number in rng.choice(900, patients, replace=False)]
    every = [one for i, who in enumerate(names) for one in patient(rng, who, 10_000 * i, count)]
    return sorted(every, key=lambda one: (one.arrived, one.id))


def questions(rng: Rng, events: Sequence[Event], count: int) -> list[tuple[str, int]]:
    """Who is asked about when; often exactly at, or an hour after, a reading or an arrival."""
    whos = sorted({one.who for one in events})
    most = max(one.arrived for one in events)
    found = []
    for _ in range(count):
        one = events[int(rng.integers(len(events)))]
        edges = [one.time + more for more in (0, 60, 180, 1440)]
        edges += [one.arrived, one.arrived - 1, int(rng.integers(0, most))]
        edge = int(rng.choice(edges))
        who = one.who if rng.random() < 0.8 else str(rng.choice(whos))
        found.append((who, max(edge, 0)))
    return found


def known(events: Sequence[Event], who: str, at: int) -> list[Event]:
    """The current versions of a patient's readings at an instant."""
    held = {one.id: one for one in sorted(events, key=lambda one: one.arrived)
            if one.who == who and one.arrived <= at}  # fmt: skip
    there = [one for one in held.values() if one.value is not None and one.time <= at]
    return sorted(there, key=lambda one: (one.time, one.id))


def truth(events: Sequence[Event], who: str, at: int) -> list[float]:
    """The seven features of the brief."""
    there = known(events, who, at)
    ages = np.array([at - one.time for one in there])
    mg = np.array([one.mg for one in there])
    if not there:
        return [110.0, 1440.0, 110.0, 0.0, 0.0, 0.0, float((_START + at) // 60 % 24)]
    hour, three, day = (mg[ages < minutes] for minutes in (60, 180, 1440))
    return [
        float(mg[-1]), float(min(ages[-1], 1440)), float(hour.mean() if len(hour) else mg[-1]),
        float(np.ptp(three)) if len(three) else 0.0, float(len(day)),
        float((day < 70).mean()) if len(day) else 0.0,
        float((_START + at + there[-1].offset) // 60 % 24),
    ]  # fmt: skip
