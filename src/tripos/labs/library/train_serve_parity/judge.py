"""The checks of parity: instants, windows, what was known when, training, replay, skew."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng, Steps, WrongError, as_array, as_number, call, check, expect
from tripos.labs.library.train_serve_parity.data import (
    NAMES,
    Event,
    clinic,
    questions,
    stamp,
    truth,
)

_RULE = {
    "last": "the newest reading by time (then id), in mg/dL, 110 without any",
    "age": "minutes since the newest reading was taken, not since it arrived, at most 1,440",
    "mean_1h": "the mean over an hour that includes its end and not its beginning, else 'last'",
    "range_3h": "largest less smallest value of three hours, 0 without any",
    "count_24h": "each id once, in 24 hours that include their end and not their beginning",
    "low_24h": "the share strictly below 70 mg/dL among the readings of 24 hours",
    "hour": "the hour on the patient's clock at the instant asked about, by the offset of the"
    " newest reading",
}  # fmt: skip


def _same(found: Any, right: list[list[float]], what: str, said: str, share: float = 0.0) -> None:
    """All rows of features are right, named by feature if not."""
    table = as_array(found, (len(right), 7), what)
    for j, name in enumerate(NAMES):
        wanted = np.array([row[j] for row in right])
        expect(
            np.allclose(table[:, j], wanted, rtol=1e-9, atol=1e-7),
            f"{what} ({said}): '{name}' is wrong in"
            f" {int((~np.isclose(table[:, j], wanted)).sum())} of {len(right)} rows: {_RULE[name]}",
            share=share,
        )


def _rows(rng: Rng, events: list[Event]) -> list[dict[str, Any]]:
    """The events as they are handed over, in any order."""
    return [events[int(i)].row(rng) for i in rng.permutation(len(events))]


def _plain(rng: Rng, offset: int, unit: str = "mg/dL") -> list[Event]:
    """Readings at irregular minutes that arrive at once, some of them low."""
    times = np.sort(rng.choice(2000, 60, replace=False))
    values = rng.integers(50, 250, 60) if unit == "mg/dL" else np.round(rng.uniform(3, 12, 60), 1)
    return [
        Event(i, "p", int(t), int(t), float(v), unit, offset)
        for i, (t, v) in enumerate(zip(times, values, strict=True))
    ]


@check("instant reads times in any zone, and refuses those without", points=3)
def instants(rng: Rng) -> Steps:
    """The same instants in several zones, seconds, a half-hour zone, Z, none."""
    minutes = [int(one) for one in rng.integers(0, 5_000_000, 12)]
    zones = (0, 60, -300, 330, 845, -570)
    cases = [(minute, zones[i % 6]) for i, minute in enumerate(minutes)]
    base, *values = yield [
        call("instant", "2026-03-20T00:00:00Z"),
        *(call("instant", stamp(minute, zone)) for minute, zone in cases),
        call("instant", "2026-03-20T01:00:07.5+01:00"),
    ]
    start = as_number(base, "instant")
    expect(start == 1773964800, "instant: seconds since 1970-01-01 00:00 UTC")
    for value, (minute, _) in zip(values, cases, strict=False):
        right = as_number(value, "instant") == start + 60 * minute
        expect(right, "instant: the offset of a time is not taken off, or has the wrong sign")
    expect(as_number(values[-1], "instant") == start + 7.5, "instant: parts of a second count")
    try:
        yield call("instant", "2026-03-20T01:00:00")
    except WrongError as error:
        expect("ValueError" in str(error), f"instant: without an offset, ValueError; {error}",
               share=0.1)  # fmt: skip
    else:
        expect(False, "instant: a time without offset is no instant: raise ValueError", share=0.1)


@check("features have the windows, units, zones and defaults of the brief", points=3)
def windows(rng: Rng) -> Steps:
    """Readings that arrive at once; questions at the edges of windows, long after, and before."""
    cases: list[tuple[list[Event], str, int, str]] = []
    for offset, unit, said in ((0, "mg/dL", "UTC"), (-300, "mg/dL", "a zone to the west"),
                               (330, "mmol/L", "mmol/L in a zone of half hours")):  # fmt: skip
        events = _plain(rng, offset, unit)
        at = events[30].time
        gap = max(one.time for one in events) + 1500
        cases += [(events, "p", at + more, said) for more in (0, 60, 180, 1440, 7, 59)]
        cases += [
            (events, "p", gap, "nothing for a day"),
            (events, "q", at, "a patient never seen"),
        ]
    twins = [Event(i, "p", 100, 100 + i, 90.0 + i, "mg/dL", 60) for i in (3, 11, 7)]
    cases += [(twins, "p", 130, "three readings of the same minute")]
    edge = [Event(1, "p", 10, 10, 70.0, "mg/dL", 0), Event(2, "p", 20, 20, 69.0, "mg/dL", 0)]
    cases += [(edge, "p", 30, "a value of exactly 70"), ([], "p", 30, "no event at all")]
    values = yield [call("features", _rows(rng, e), who, stamp(at)) for e, who, at, _ in cases]
    for value, (events, who, at, said) in zip(values, cases, strict=True):
        found = as_array(value, (7,), "features")
        _same(found[None], [truth(events, who, at)], "features", said)


@check("features use what had arrived, in the version of that time", points=3)
def as_known(rng: Rng) -> Steps:
    """Late readings, corrections, withdrawals, clocks that run ahead; then real logs."""
    base = [Event(i, "p", 10 * i, 10 * i, 100.0 + i, "mg/dL", 60) for i in range(12)]

    def with_one(time: int, arrived: int, value: float | None, number: int = 5) -> list[Event]:
        return [*base, Event(number, "p", time, arrived, value, "mg/dL", 60)]

    cases = [
        (with_one(95, 130, 200.0, 50), 115, "a reading that arrives later"),
        (with_one(95, 115, 200.0, 50), 115, "a reading that arrives at this very minute"),
        (with_one(50, 300, 250.0), 115, "a correction that comes later"),
        (with_one(50, 114, 250.0), 115, "a correction that has come"),
        (with_one(50, 114, None), 115, "a reading that was withdrawn"),
        (with_one(110, 114, None, 11), 115, "the newest reading was withdrawn"),
        (with_one(111, 114, 150.0), 115, "a correction of the time"),
        (with_one(140, 113, 250.0, 50), 115, "a clock that runs ahead"),
        (with_one(140, 113, 250.0), 115, "a correction into the future"),
        ([*with_one(50, 80, None), Event(5, "p", 50, 90, 66.0, "mg/dL", 60)], 115,
         "withdrawn and given back"),
    ]  # fmt: skip
    real = clinic(rng, 2, 200)
    asked = questions(rng, real, 25)
    values = yield [
        *(call("features", _rows(rng, events), "p", stamp(at)) for events, at, _ in cases),
        *(call("features", _rows(rng, real), who, stamp(at, 120)) for who, at in asked),
    ]
    for value, (events, at, said) in zip(values, cases, strict=False):
        found = as_array(value, (7,), "features")
        _same(found[None], [truth(events, "p", at)], "features", said)
    right = [truth(real, who, at) for who, at in asked]
    _same(values[len(cases) :], right, "features", "logs of patients")


def _labels(rng: Rng, asked: list[tuple[str, int]]) -> tuple[list[dict[str, Any]], list[int]]:
    """Labels in any order, and the minutes at which they are known."""
    known = [at + int(rng.integers(30, 4000)) for _, at in asked]
    labels = [
        {"who": who, "at": stamp(at, 60), "label": int(rng.integers(2)), "known": stamp(when, -300)}
        for (who, at), when in zip(asked, known, strict=True)
    ]
    return labels, known


@check("training_set has the features of the time, and only labels that are known", points=3)
def training(rng: Rng) -> Steps:
    """Several patients; then the same with everything changed that arrived after the question."""
    events = clinic(rng, 3, 220)
    asked = questions(rng, events, 60)
    labels, known = _labels(rng, asked)
    now = sorted(known)[40]
    rows = _rows(rng, events)
    found = yield call("training_set", rows, labels, stamp(now))
    fits = isinstance(found, dict) and {"X", "y", "rows"} <= set(found)
    expect(fits, "training_set: return a dict with X, y and rows")
    used = [i for i, when in enumerate(known) if when <= now]
    kept = as_array(found["rows"], (None,), "training_set: rows").astype(int).tolist()
    expect(kept == used, "training_set: not the labels known by 'now' (at that instant counts)")
    y = as_array(found["y"], (len(used),), "training_set: y")
    expect(y.tolist() == [labels[i]["label"] for i in used], "training_set: y is not their labels")
    right = [truth(events, *asked[i]) for i in used]
    _same(found["X"], right, "training_set", "features as they could be known at each label's time")


@check("replay answers each question from what came before it", points=3)
def replays(rng: Rng) -> Steps:
    """A log; its beginning alone; and each answer against `features`."""
    events = clinic(rng, 3, 220)
    log, right = _log(rng, events, questions(rng, events, 120))
    half = len(log) // 2
    whole, begin = yield [call("replay", log), call("replay", log[:half])]
    _same(whole, right, "replay", "a log of three patients")
    count = sum(item["kind"] == "ask" for item in log[:half])
    _same(begin, right[:count], "replay", "the first half of the log alone", 0.1)


def _log(
    rng: Rng, events: list[Event], asked: list[tuple[str, int]]
) -> tuple[list[dict[str, Any]], list[list[float]]]:
    """Events and questions in order, questions after the events of the same minute."""
    items: list[tuple[int, int, Any]] = [(one.arrived, 0, one) for one in events]
    items += [(at, 1, (who, at)) for who, at in asked]
    items.sort(key=lambda item: item[:2])
    log, right = [], []
    for _, kind, one in items:
        if kind == 0:
            log.append({"kind": "event", **one.row(rng)})
        else:
            log.append({"kind": "ask", "who": one[0], "at": stamp(one[1], 60)})
            right.append(truth(events, *one))
    return log, right


@check("replay keeps up with a long log", points=3)
def long(rng: Rng) -> Steps:
    """Some 6,000 events and 1,500 questions, of which some are looked at."""
    events = clinic(rng, 3, 2000)[:6000]
    asked = sorted(questions(rng, events, 1500), key=lambda one: one[1])
    items: list[tuple[int, int, Any]] = [(one.arrived, 0, one) for one in events]
    items += [(at, 1, (who, at)) for who, at in asked]
    items.sort(key=lambda item: item[:2])
    log = [
        {"kind": "event", **one.row(rng)} if kind == 0
        else {"kind": "ask", "who": one[0], "at": stamp(one[1])}
        for _, kind, one in items
    ]  # fmt: skip
    try:
        found = yield call("replay", log)
    except WrongError as error:
        slow = any(one in str(error) for one in ("processor time", "took longer", "crashed"))
        expect(not slow, f"replay: {len(events)} events and 1,500 questions exceed the budget: keep"
               " a patient's readings in order as they come, and do not go through all for each"
               " question")  # fmt: skip
        raise
    table = as_array(found, (1500, 7), "replay")
    some = sorted(rng.choice(1500, 40, replace=False).tolist())
    right = [truth(events, *asked[i]) for i in some]
    _same(table[some], right, "replay", "a long log")


def _tables(rng: Rng) -> tuple[Floats, list[list[Any]]]:
    """Features of some questions, and the same as they are logged."""
    events = clinic(rng, 2, 160)
    table = np.array([truth(events, *one) for one in questions(rng, events, 50)])
    table[:, [0, 2]] += rng.random((50, 2))
    return table, [[round(float(value), 3) for value in row] for row in table]


@check("skew names each feature that differs, and how", points=3)
def names(rng: Rng) -> Steps:
    """Logged with three decimals; units, zones, defaults, holes; some rows, all rows, two kinds."""
    table, logged = _tables(rng)
    order = rng.permutation(50)
    a, b, c, d = (sorted(order[i : i + 12].tolist()) for i in (0, 12, 24, 36))
    served = [list(row) for row in logged]
    offline: list[list[Any]] = table.tolist()
    names = [str(one) for one in rng.permutation(NAMES)]
    for i in range(50):
        offline[i][1] = offline[i][1] * 1000 + 0.25  # large: what counts is the share
        served[i][1] = round(offline[i][1] * (1 + 4e-7), 3)
        offline[i][4], served[i][4] = (None, None) if i in a else (offline[i][4], served[i][4])
    for i in a:
        served[i][0] = round(table[i, 0] / 18.0182, 3)
        served[i][2] = 110.0
    for i in b:
        served[i][6] += 1.0
        served[i][5] = None
    for i in c:
        served[i][3] = round(served[i][3] * 2 + 3 + i, 3)
    near = [list(row) for row in logged]
    mixed = [list(row) for row in logged]
    for i in d:
        mixed[i][2] = None if i == d[0] else mixed[i][2] + 5
    for i in d[:2]:
        mixed[i][0] = 0.0
        mixed[i][3] = None
    one = [list(row) for row in logged]
    one[7][6] += 0.0011
    values = yield [
        call("skew", offline, served, names),
        call("skew", table.tolist(), near, names),
        call("skew", table.tolist(), mixed, names),
        call("skew", table.tolist(), one, names),
    ]
    right = [
        {0: (a, "scale"), 2: (a, "constant"), 3: (c, "other"), 5: (b, "missing"), 6: (b, "shift")},
        {}, {0: (d[:2], "other"), 2: (d, "other"), 3: (d[:2], "missing")}, {6: ([7], "shift")},
    ]  # fmt: skip
    said = ("units, zones, defaults and holes", "nothing but rounding", "mixed", "one row a little")
    for value, wanted, case in zip(values, right, said, strict=True):
        _report(value, wanted, names, case)


def _report(
    found: Any, wanted: dict[int, tuple[list[int], str]], names: list[str], said: str
) -> None:
    fits = isinstance(found, list) and all(
        isinstance(one, dict) and {"feature", "share", "first", "kind"} <= set(one) for one in found
    )
    expect(fits, f"skew ({said}): return a list of dicts with feature, share, first and kind")
    listed = [one["feature"] for one in found]
    missed = [names[j] for j in wanted if names[j] not in listed]
    expect(not missed, f"skew ({said}): a feature that differs is not named")
    surplus = len(listed) - len(wanted)
    expect(surplus == 0, f"skew ({said}): {surplus} features are named though all rows are alike:"
           " logged values have three decimals, and two missing values are alike")  # fmt: skip
    expect(
        listed == [names[j] for j in sorted(wanted)], f"skew ({said}): not in the order of names"
    )
    for one, j in zip(found, sorted(wanted), strict=True):
        rows, kind = wanted[j]
        share = as_number(one["share"], "skew: share")
        expect(abs(share - len(rows) / 50) < 1e-9, f"skew ({said}): share is not that of all rows")
        first = as_number(one["first"], "skew: first")
        expect(
            first == min(rows), f"skew ({said}): first is not the first row that differs, from 0"
        )
        expect(one["kind"] == kind, f"skew ({said}): a feature of kind '{kind}' is called"
               f" '{one['kind']}'; the kind is about the rows that differ")  # fmt: skip
