"""Data validation: schemas, limits on counts, and checks that catch a given fault."""

from __future__ import annotations

import math

from tripos.exam.makers import choose, choose_all, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "data-validation"
_COUNTRIES = ("DE", "FR", "PT")


@question("validation-schema-rows", "Rows that a schema rejects", ABOUT, skill="read", minutes=4,
          difficulty=0.1)  # fmt: skip
def schema_rows(rng: Rng) -> Variant:
    """Which rows break a schema with ranges, a set, nulls and a rule across columns."""
    while True:
        rows = []
        for _ in range(6):
            start = int(rng.integers(1, 20))
            rows.append({
                "age": int(rng.choice([17, 18, 25, 44, 71, 120, 121])),
                "country": str(rng.choice([*_COUNTRIES, *_COUNTRIES, "de", "null"])),
                "start": start, "end": start + int(rng.integers(-2, 9)),
                "amount": str(rng.choice(["0", "12.5", "80", "null", "-3", "40", "7"])),
            })  # fmt: skip
        broken = [_broken(row) for row in rows]
        if 2 <= sum(map(bool, broken)) <= 4 and len({str(row) for row in rows}) == 6:
            break
    names = [f"row {n}" for n in range(1, 7)]

    def again() -> list[str]:
        good = []
        for name, row in zip(names, rows, strict=True):
            amount = str(row["amount"])
            if (row["age"] in range(18, 121) and row["country"] in {*_COUNTRIES}
                    and int(str(row["start"])) <= int(str(row["end"]))
                    and (amount == "null" or not amount.startswith("-"))):  # fmt: skip
                good.append(name)
        return [name for name in names if name not in good]

    table = "\n".join(
        f"| {name} | {row['age']} | {row['country']} | {row['start']} | {row['end']} |"
        f" {row['amount']} |"
        for name, row in zip(names, rows, strict=True)
    )
    options = [(name, bool(why), f"{name}: {why or 'it meets every rule'}.")
               for name, why in zip(names, broken, strict=True)]  # fmt: skip
    return choose_all(
        rng,
        "Schema: `age` integer, 18 to 120 (both included); `country` in {DE, FR, PT}, case counts,"
        " not null; `end_day` not before `start_day`; `amount` at least 0 or null.\n\n| | age |"
        f" country | start_day | end_day | amount |\n|---|---|---|---|---|---|\n{table}\n\nWhich"
        " rows are rejected?",
        options, again=again,
        solution="; ".join(said.rstrip(".") for _, _, said in options) + ".",
    )  # fmt: skip


def _broken(row: dict[str, object]) -> str:
    """The first rule that a row breaks; empty if none."""
    age, start, end = int(str(row["age"])), int(str(row["start"])), int(str(row["end"]))
    if not 18 <= age <= 120:
        return f"age {age} lies outside 18 to 120"
    if row["country"] not in _COUNTRIES:
        return f"country {row['country']} is not in the set"
    if end < start:
        return "it ends before it starts"
    if row["amount"] != "null" and float(str(row["amount"])) < 0:
        return "the amount is negative"
    return ""


@question("validation-null-limit", "The limit of a null check", ABOUT, skill="compute", minutes=4,
          difficulty=0.2)  # fmt: skip
def null_limit(rng: Rng) -> Variant:
    """The count of nulls from which a batch is blocked at three standard deviations."""
    while True:
        rows, rate = int(rng.integers(4, 60)) * 500, float(rng.integers(2, 40)) / 1000
        mean, var = rows * rate, rows * rate * (1 - rate)
        limit = mean + 3 * math.sqrt(var)
        if mean > 15 and 0.1 < limit % 1 < 0.9:
            break
    value = math.floor(limit) + 1

    def again() -> int:
        nulls = math.ceil(mean)
        while (nulls - mean) ** 2 <= 9 * var:
            nulls += 1
        return nulls

    return number(
        f"A column has been null in {100 * rate:g} % of rows for a year, independently from row to"
        f" row. Today's batch has {rows} rows. The check blocks a batch whose count of nulls lies"
        " more than three standard deviations above its mean. What is the smallest count of nulls"
        " that is blocked?",
        value, again=again, tol=0, rel=0,
        solution=f"Mean {mean:g}, standard deviation $\\sqrt{{n p (1 - p)}} ="
        f" {math.sqrt(var):.3f}$; the limit is {limit:.2f}, so"
        f" {value} nulls are the first to be blocked.",
        mistakes=[
            (math.floor(limit), "That count still lies below the limit."),
            (math.floor(mean + 3 * var) + 1, "Take the root: three standard deviations, not three"
             " variances."),
            (math.floor(mean) + 1, "A limit at the mean would block every second batch."),
            (math.floor(mean + 3 * math.sqrt(rate * (1 - rate))) + 1, "The standard deviation of a"
             " count grows with the root of the number of rows."),
        ],
    )  # fmt: skip


_FAULTS = (
    ("temperature arrives in Fahrenheit instead of Celsius, all values still plausible numbers",
     "shift"),
    ("the currency of amounts switches from euros to cents", "shift"),
    ("a join on the wrong key duplicates one order in two hundred", "unique"),
    ("an upstream retry delivers one hour of events twice", "unique"),
    ("the export stops at noon, so that half of the day is missing", "volume"),
    ("one of five regional feeds delivers no file at all", "volume"),
    ("a new app version sends the payment type 'wallet', unknown to the encoder", "domain"),
    ("a front end starts to send 'n/a' in the field for country codes", "domain"),
    ("labels of transactions less than two weeks old are all 0, as disputes come later, on this"
     " day as on every other", "mature"),
    ("churn is set to 0 for customers whose 30 days have not yet passed, on this day as"
     " on every other", "mature"),
)  # fmt: skip
_CHECKS = {
    "shift": "the mean of the column against its mean in the reference week, by standard errors",
    "unique": "uniqueness of the primary key",
    "volume": "the row count against the same weekday of past weeks",
    "domain": "membership of every category in the agreed set",
    "mature": "the positive rate by age of the row, blocking rows too young to have a label",
}
_BLIND = {
    "shift": "The distribution of the values is not what this fault changes most plainly.",
    "unique": "No key occurs twice because of this fault.",
    "volume": "The number of rows stays about the same under this fault, or grows within the usual"
    " range.",
    "domain": "All categories stay within the agreed set under this fault.",
    "mature": "The labels of young rows are not what goes wrong here.",
}


@question("validation-which-check", "The check that catches a fault", ABOUT, skill="choose",
          minutes=2, difficulty=0.0)  # fmt: skip
def which_check(rng: Rng) -> Variant:
    """Match a drawn fault of the data with the check that is made for it."""
    fault, key = _FAULTS[int(rng.integers(len(_FAULTS)))]
    others = [name for name in _CHECKS if name != key]
    kept = [others[at] for at in sorted(rng.choice(4, 3, replace=False))]
    rows = int(rng.integers(2, 90)) * 10_000

    def again() -> str:
        signs = {
            "shift": ("Fahrenheit", "cents"), "unique": ("duplicates", "twice"),
            "volume": ("missing", "no file"), "domain": ("'wallet'", "'n/a'"),
            "mature": ("disputes", "not yet passed"),
        }  # fmt: skip
        return _CHECKS[next(k for k, words in signs.items() if any(w in fault for w in words))]

    return choose(
        rng,
        f"A daily batch of about {rows} rows is read without an error, yet: {fault}. Which check is"
        " made to catch this?",
        _CHECKS[key], [(_CHECKS[name], _BLIND[name]) for name in kept], again=again,
        solution=f"Each check sees one kind of change only. The one that reacts to this fault:"
        f" {_CHECKS[key]}.",
    )  # fmt: skip


_FEATURES = (
    "age_days",
    "n_orders_7d",
    "basket_mean",
    "country_code",
    "last_login_h",
    "price_ratio",
)


@question("validation-skew-rate", "Skew between training and serving", ABOUT, skill="diagnose",
          minutes=4, difficulty=0.4)  # fmt: skip
def skew(rng: Rng) -> Variant:
    """From a comparison of logged and recomputed features, the feature with real skew."""
    names = [str(x) for x in rng.choice(_FEATURES, 4, replace=False)]
    count = int(rng.integers(4, 20)) * 100
    bad = int(rng.integers(4))
    other = int((bad + 1 + rng.integers(3)) % 4)
    rows = []
    for at in range(4):
        differ = int(rng.integers(1, 4))
        gap = float(rng.uniform(0.1, 1))
        if at == bad:
            differ, gap = round(count * float(rng.uniform(0.15, 0.5))), float(rng.uniform(0.1, 1))
        shift = float(rng.uniform(0, 0.04))
        if at == other:
            shift = float(rng.uniform(0.3, 0.8))
        rows.append((names[at], differ, round(gap, 2), round(shift, 2)))
    table = "\n".join(f"| {n} | {d} | {g} | {s} |" for n, d, g, s in rows)

    def again() -> str:
        return max((d / count, n) for n, d, _, _ in rows)[1]

    wrong = []
    for at, name in enumerate(names):
        if at == other:
            wrong.append(
                (
                    name,
                    "Its values changed since training, but both code paths agree: that"
                    " is drift, not skew.",
                )
            )
        elif at != bad:
            wrong.append((name, "Both code paths give the same value for nearly every request."))
    return choose(
        rng,
        f"For {count} live requests the features logged at serving are compared with those that the"
        " training code computes for the same entities and times. 'PSI' compares the logged values"
        " with the training set.\n\n| feature | rows that differ | mean gap where they differ (sd)"
        f" | PSI |\n|---|---|---|---|\n{table}\n\nWhich feature shows training-serving skew?",
        names[bad], wrong, again=again,
        solution="Skew is a difference between two code paths on the same inputs: it shows row by"
        f" row, in {names[bad]}. A changed distribution with equal rows ({names[other]}) is drift"
        " of the world.",
    )  # fmt: skip
