"""Data pipelines: retries, late events, formats and the window that a consumer sees."""

from __future__ import annotations

import numpy as np

from tripos.exam.makers import choose, choose_all, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "data-pipelines"


@question("pipelines-retry-rows", "Rows after a retried job", ABOUT, skill="diagnose", minutes=4,
          difficulty=0.3)  # fmt: skip
def retry_rows(rng: Rng) -> Variant:
    """Count the rows that an appending job leaves after failures and retries."""
    days = [int(x) * 100 for x in rng.integers(8, 30, 3)]
    part = [int(rng.integers(2, 9)) for _ in range(2)]
    again_day = int(rng.integers(3))
    logs = [
        f"day 1 run 1: wrote {days[0] * part[0] // 10} rows, then lost its connection",
        f"day 1 run 2 (automatic retry): wrote {days[0]} rows, done",
        f"day 2 run 1: wrote {days[1]} rows, done",
        f"day 3 run 1: wrote {days[2] * part[1] // 10} rows, then was evicted",
        f"day 3 run 2 (automatic retry): wrote {days[2]} rows, done",
        f"day {again_day + 1} run by hand to be safe: wrote {days[again_day]} rows, done",
    ]
    total = sum(days) + days[0] * part[0] // 10 + days[2] * part[1] // 10 + days[again_day]
    value = total - sum(days)

    def again() -> int:
        written = [int(line.split("wrote ")[1].split(" ")[0]) for line in logs]
        kept = {line[:5]: size for line, size in zip(logs, written, strict=True) if "done" in line}
        return sum(written) - sum(kept.values())

    partial = days[0] * part[0] // 10 + days[2] * part[1] // 10
    return number(
        "A daily job computes all rows of its day and **appends** them to one table, committing as"
        " it goes; rows have no key. Its log:\n\n" + "\n".join(f"- {line}" for line in logs)
        + "\n\nHow many rows too many does the table hold? (The fix: replace the day's partition in"
        " one transaction.)",
        value, again=again, tol=0, rel=0,
        solution=f"Every write stays: {total} rows, while the three days have {sum(days)}. Too"
        f" many: {value}. A run that replaces its day's partition can be repeated at will.",
        mistakes=[
            (partial, "The run by hand appended a whole day once more."),
            (days[again_day], "The failed runs had committed rows as well; appending does not roll"
             " them back."),
            (total, "That is the size of the table; only the surplus is asked."),
            (0, "The job is not idempotent: each retry appends to what is already there."),
        ],
    )  # fmt: skip


@question("pipelines-watermark", "Which late events count", ABOUT, skill="read", minutes=4,
          difficulty=0.5)  # fmt: skip
def watermark(rng: Rng) -> Variant:
    """Which events a tumbling window with a watermark still counts."""
    lag = int(rng.integers(2, 6))
    while True:
        times = [int(x) for x in rng.integers(0, 28, 7)]
        newest = np.maximum.accumulate([-99, *times[:-1]])
        marks = [int(x) - lag for x in newest]  # watermark before each event
        ends = [t // 10 * 10 + 10 for t in times]
        dropped = [end <= mark for end, mark in zip(ends, marks, strict=True)]
        late = sum(t < m for t, m in zip(times, newest, strict=True))
        if 1 <= sum(dropped) <= 3 and late > sum(dropped):
            break
    names = [f"event {n + 1} (time {t})" for n, t in enumerate(times)]

    def again() -> list[str]:
        seen, gone, closed = -99, [], set()
        for name, t in zip(names, times, strict=True):
            if t // 10 in closed:
                gone.append(name)
            seen = max(seen, t)
            closed |= {window for window in range(3) if 10 * window + 10 <= seen - lag}
        return gone

    options = []
    for name, out, end, mark, t in zip(names, dropped, ends, marks, times, strict=True):
        said = (f"Window [{t // 10 * 10}, {end}) closes when the watermark reaches {end}; before"
                f" this event it stood at {mark if mark > -50 else 'its start'}.")  # fmt: skip
        options.append((name, out, said))
    return choose_all(
        rng,
        "A streaming job counts events in tumbling windows of 10 minutes, [0, 10), [10, 20) and"
        f" [20, 30). The watermark is the largest event time seen so far minus {lag} minutes; a"
        " window is closed for good as soon as the watermark reaches its end. Event times in the"
        f" order of arrival: {', '.join(map(str, times))}. Which events are dropped as too late?",
        options, again=again,
        solution="An event is dropped if the watermark before it had reached the end of its window."
        " " + " ".join(f"{name.capitalize()}: window end {end}, watermark {mark}."
                       for name, end, mark, out in
                       zip(names, ends, marks, dropped, strict=True) if out),
    )  # fmt: skip


@question("pipelines-bytes-scanned", "Bytes read from rows and columns", ABOUT, skill="compute",
          minutes=3, difficulty=0.0)  # fmt: skip
def scanned(rng: Rng) -> Variant:
    """How much less a columnar, partitioned table reads."""
    columns, wanted = int(rng.integers(4, 16)) * 10, int(rng.integers(3, 12))
    days, window = int(rng.choice([365, 400, 730])), int(rng.choice([7, 14, 28, 30]))
    size, ratio = int(rng.integers(2, 30)) * 100, int(rng.integers(3, 9))
    value = size * wanted / columns / ratio * window / days

    def again() -> float:
        cell = size / (columns * days)
        return sum(cell * wanted for _ in range(window)) / ratio

    return number(
        f"A table of {columns} columns of equal size and {days} days takes {size} GB as CSV. A"
        f" training job reads {wanted} columns of the last {window} days. The table is moved to a"
        f" columnar format, partitioned by day, which shrinks it to 1/{ratio} of the size. How"
        " many GB does the job read then? Three decimals.",
        value, again=again, tol=0.002, unit="GB",
        solution=f"{size} $\\cdot$ {wanted}/{columns} $\\cdot$ {window}/{days} / {ratio} ="
        f" {value:.4f} GB, instead of {size} GB.",
        mistakes=[
            (size * wanted / columns / ratio, "With partitions by day only the days of the window"
             " are read."),
            (size / ratio * window / days, "A columnar format reads only the columns that are"
             " asked for."),
            (size * wanted / columns * window / days, "The compressed size is what is read."),
        ],
    )  # fmt: skip


_BATCH = "an hourly batch job"
_STREAM = "a streaming job"
_NIGHT = "a nightly batch job"


@question("pipelines-cheapest-fresh", "The cheapest pipeline that is fresh enough", ABOUT,
          skill="choose", minutes=4, difficulty=0.3)  # fmt: skip
def cheapest(rng: Rng) -> Variant:
    """Choose the schedule by the worst age of the data a consumer sees."""
    while True:
        need = int(rng.choice([15, 40, 70, 80, 90, 100, 300, 900, 1450, 1550, 1620, 1700, 2000]))
        run = int(rng.integers(10, 55))
        night = int(rng.integers(60, 240))
        lag = int(rng.integers(2, 8))
        ages = {_STREAM: lag, _BATCH: 60 + run, _NIGHT: 1440 + night}
        if all(abs(age - need) > 8 for age in ages.values()):
            break
    costs = {_NIGHT: int(rng.integers(3, 10)), _BATCH: int(rng.integers(15, 40)),
             _STREAM: int(rng.integers(60, 150))}  # fmt: skip
    fine = [name for name, age in ages.items() if age <= need]
    right = min(fine, key=lambda name: costs[name])

    def again() -> str:
        # age just before a new result appears: the old one's data ended a period and a run ago
        for name, period, takes in ((_NIGHT, 24 * 60, night), (_BATCH, 60, run)):
            if period + takes <= need:
                return name
        return _STREAM

    wrong = []
    for name, age in ages.items():
        if name != right:
            why = (f"Just before the next result its data are {age} minutes old, more than {need}."
                   if age > need else f"It is fresh enough, but costs {costs[name]} USD a day where"
                   f" {costs[right]} suffice.")  # fmt: skip
            wrong.append((name, why))
    wrong.append(("none of them", "One of them is fresh enough: compute the worst age."))
    return choose(
        rng,
        f"A consumer demands that at any moment every event older than {need} minutes is already"
        " counted in its features. On offer:\n\n| pipeline | starts | takes | USD per day"
        f" |\n|---|---|---|---|\n| {_NIGHT} | every 24 h | {night} min | {costs[_NIGHT]} |\n"
        f"| {_BATCH} | every 60 min | {run} min | {costs[_BATCH]} |\n| {_STREAM} | always on |"
        f" {lag} min delay | {costs[_STREAM]} |\n\nA batch job reads all events up to its start."
        " Which is the cheapest that suffices?",
        right, wrong, again=again,
        solution="The worst age of a batch result is the period plus the run time: "
        + ", ".join(f"{name} {age} min" for name, age in ages.items())
        + f". The cheapest within {need} minutes is {right}.",
    )  # fmt: skip
