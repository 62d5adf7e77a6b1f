"""SQL: joins, aggregation, NULL, windows, on tables small enough to be read."""

from __future__ import annotations

import numpy as np

from tripos.exam.bank.programming_data.running import Tables, code, queried
from tripos.exam.bank.scenes import pick
from tripos.exam.bank.shown import table
from tripos.exam.makers import matrix, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "sql-querying"


@question("sql-join-fan-out", "A sum after a join", ABOUT, skill="diagnose", minutes=4,
          difficulty=0.3)  # fmt: skip
def join_fan_out(rng: Rng) -> Variant:
    """Joining orders to their items repeats the order's amount."""
    fees = [int(x) for x in rng.choice(range(3, 15), 4, replace=False)]
    while True:
        counts = [int(x) for x in rng.integers(0, 4, 4)]
        if 0 in counts and max(counts) >= 2 and sum(counts) <= 7:
            break
    customers = [1, 1, 2, 2] if rng.integers(2) else [1, 2, 2, 2]
    orders = [(at + 1, customers[at], fees[at]) for at in range(4)]
    items = [(at + 1, int(rng.integers(1, 4))) for at in range(4) for _ in range(counts[at])]
    left = bool(rng.integers(2))
    join = "LEFT JOIN" if left else "JOIN"
    query = f"SELECT SUM(o.fee)\nFROM orders o {join} items i ON i.order_id = o.id"
    tables: Tables = {
        "orders": (("id", "customer", "fee"), orders), "items": (("order_id", "qty"), items),
    }  # fmt: skip
    times = [max(n, 1) if left else n for n in counts]
    value = int(np.dot(times, fees))
    return number(
        f"`orders`:{table(('id', 'customer', 'fee'), orders)}`items`:"
        f"{table(('order_id', 'qty'), items)}What does this query give?{code(query, 'sql')}",
        value, again=lambda: queried(tables, query)[0][0], tol=0, rel=0,
        solution="Each order appears once per matching item"
        + (", and once with NULL if it has none" if left else ", and not at all if it has none")
        + f": the fees count {times} times, so the sum is {value} rather than {sum(fees)}. For the"
        " sum over orders, aggregate the items to one row per order before joining.",
        mistakes=[
            (sum(fees), "The join repeats an order for each of its items, so its fee is added"
             " several times."),
            (sum(fee for fee, n in zip(fees, counts, strict=True) if n),
             "Orders with several items come several times: the fee is added each time."),
            (int(np.dot(counts, fees)), "A left join keeps orders without items once."),
            (int(np.dot([max(n, 1) for n in counts], fees)),
             "An inner join drops the orders without items."),
        ],
    )  # fmt: skip


@question("sql-left-join-where", "A left join that is none", ABOUT, skill="diagnose", minutes=4,
          difficulty=0.5)  # fmt: skip
def left_join_where(rng: Rng) -> Variant:
    """A condition on the right table in WHERE or in ON: how many rows come out."""
    year = int(rng.integers(2019, 2025))
    while True:
        owners = [int(x) for x in rng.integers(1, 7, 6)]
        years = [year if x < 0.5 else year - 1 for x in rng.random(6)]
        new = [o for o, y in zip(owners, years, strict=True) if y == year]
        if 2 <= len(set(owners)) <= 5 and 2 <= len(set(new)) < len(set(owners)):
            break
    visits = list(zip(owners, years, strict=True))
    in_on = bool(rng.integers(2))
    condition = f"v.year = {year}"
    query = "SELECT COUNT(*)\nFROM users u LEFT JOIN visits v\n  ON v.user_id = u.id" + (
        f" AND {condition}" if in_on else f"\nWHERE {condition}"
    )
    tables: Tables = {
        "users": (("id",), [(n,) for n in range(1, 7)]), "visits": (("user_id", "year"), visits),
    }  # fmt: skip
    kept = len(new) + 6 - len(set(new))
    plain = 6 + 6 - len(set(owners))
    value = kept if in_on else len(new)
    why = (
        f"In `ON` the condition decides which visits match: {len(new)} do, and each of the"
        f" {6 - len(set(new))} users without such a visit is kept once with NULL"
        if in_on else
        "`WHERE` comes after the join and throws away the rows with NULL, so the left join acts as"
        f" an inner one: only the {len(new)} visits of {year} stay"
    )  # fmt: skip
    return number(
        f"`users` has the ids 1 to 6, one row each. `visits`:{table(('user_id', 'year'), visits)}"
        f"What does this query give?{code(query, 'sql')}",
        value, again=lambda: queried(tables, query)[0][0], tol=0, rel=0,
        solution=f"{why}: {value}.",
        mistakes=[
            (6, "A left join gives at least one row per user, but more for users with several"
             " matching visits."),
            (len(new) if in_on else kept,
             "In ON the condition limits the matches and users without one are kept; in WHERE it"
             " removes them: it was read the other way round."),
            (plain, "That ignores the condition on the year."),
            (len(set(new)), "Rows are counted, not distinct users."),
        ],
    )  # fmt: skip


@question("sql-null-aggregates", "NULL in aggregates", ABOUT, skill="compute", minutes=4,
          difficulty=0.4)  # fmt: skip
def null_aggregates(rng: Rng) -> Variant:
    """COUNT, AVG and a comparison with NULL in one query."""
    while True:
        marks = [None if x < 0.35 else int(y)
                 for x, y in zip(rng.random(7), rng.integers(1, 10, 7), strict=True)]  # fmt: skip
        known = [m for m in marks if m is not None]
        barred = int(pick(rng, known)) if known else 0
        if 3 <= len(known) <= 5 and len(set(known)) > 2:
            break
    query = (
        f"SELECT COUNT(*), COUNT(mark), AVG(mark),\n       SUM(CASE WHEN mark <> {barred}"
        " THEN 1 ELSE 0 END)\nFROM tests"
    )
    rows = [(at + 1, mark) for at, mark in enumerate(marks)]
    average = sum(known) / len(known)
    other = sum(m != barred for m in known)
    shown = [(n, "NULL" if mark is None else mark) for n, mark in rows]
    return matrix(
        f"`tests`:{table(('id', 'mark'), shown)}Write the four numbers that this query gives"
        f" (the third to two decimals).{code(query, 'sql')}",
        [7, len(known), average, other],
        again=lambda: list(queried({"tests": (("id", "mark"), rows)}, query)[0]), tol=0.006,
        rel=0, digits=4,
        solution=f"`COUNT(*)` counts rows, 7; `COUNT(mark)` those with a value, {len(known)};"
        f" `AVG` divides by {len(known)}: {average:.2f}; NULL <> {barred} is unknown and counts"
        f" for ELSE, so {other} rows differ.",
        mistakes=[
            ([7, len(known), sum(known) / 7, other],
             "AVG leaves NULL out of the count as well as out of the sum."),
            ([7, 7, average, other], "COUNT(mark) counts only rows in which mark is not NULL."),
            ([7, len(known), average, other + 7 - len(known)],
             "A comparison with NULL is unknown, not true: CASE goes to ELSE."),
            ([7, 7, sum(known) / 7, other + 7 - len(known)],
             "NULL is neither zero nor a value: aggregates skip it and comparisons are unknown."),
        ],
    )  # fmt: skip


@question("sql-window-before", "A feature from before", ABOUT, skill="compute", minutes=4,
          difficulty=0.6)  # fmt: skip
def window_before(rng: Rng) -> Variant:
    """A moving sum per customer that may only see earlier rows."""
    while True:
        who = [pick(rng, "AB") for _ in range(8)]
        if who.count("A") == 5:
            break
    paid = [int(x) for x in rng.choice(range(1, 20), 8, replace=False)]
    rows = list(zip(range(1, 9), who, paid, strict=True))
    back = int(rng.integers(2, 4))
    query = (
        "SELECT day, customer, SUM(paid) OVER (\n  PARTITION BY customer ORDER BY day\n"
        f"  ROWS BETWEEN {back} PRECEDING AND 1 PRECEDING) AS recent\nFROM payments"
    )
    mine = [(day, amount) for day, name, amount in rows if name == "A"]
    day = mine[-1][0]
    value = sum(amount for _, amount in mine[-1 - back : -1])

    def again() -> float:
        found = queried({"payments": (("day", "customer", "paid"), rows)}, query)
        return next(recent for at, name, recent in found if name == "A" and at == day)

    return number(
        f"`payments`:{table(('day', 'customer', 'paid'), rows)}A training table takes `recent`"
        f" from{code(query, 'sql')}What is `recent` in the row of customer A on day {day}?",
        value, again=again, tol=0, rel=0,
        solution=f"The partition holds only A's rows, {[amount for _, amount in mine]} in order of"
        f" days; the frame takes the {back} rows before the present one and leaves that out:"
        f" {value}. Leaving it out is what keeps the label's own day out of the feature.",
        mistakes=[
            (sum(amount for _, amount in mine[-back - 1:]),
             "The frame ends at 1 PRECEDING: the present row is not in it."),
            (sum(amount for _, amount in mine[-back:]),
             "The frame ends one row before the present one; count back from there."),
            (sum(amount for at, _, amount in rows if day - back <= at < day),
             "PARTITION BY customer: rows of B are not counted."),
            (sum(amount for at, amount in mine if day - back <= at < day),
             "ROWS counts rows of the partition, not days."),
        ],
    )  # fmt: skip
