"""Tabular data: joins and their row counts, groups, reshaping, keys."""

from __future__ import annotations

import itertools
from collections import Counter

import numpy as np

from tripos.exam.bank.programming_data.running import code
from tripos.exam.bank.scenes import Scene, Verdict, judged, pick
from tripos.exam.bank.shown import table
from tripos.exam.makers import matrix, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "pandas-dataframes"


@question("pandas-merge-rows", "Rows after a merge", ABOUT, skill="compute", minutes=3,
          difficulty=0.3)  # fmt: skip
def merge_rows(rng: Rng) -> Variant:
    """The number of rows of a many-to-many merge of any kind."""
    keys = "abcdef"
    how = pick(rng, ["inner", "left", "outer", "right"])
    while True:
        left = [keys[int(at)] for at in rng.integers(0, 5, int(rng.integers(5, 8)))]
        right = [keys[int(at)] for at in rng.integers(1, 6, int(rng.integers(4, 7)))]
        ls, rs = Counter(left), Counter(right)
        both = set(ls) & set(rs)
        pairs = sum(ls[k] * rs[k] for k in both)
        only_left = sum(n for k, n in ls.items() if k not in both)
        only_right = sum(n for k, n in rs.items() if k not in both)
        many = any(ls[k] > 1 and rs[k] > 1 for k in both)
        if many and only_left and only_right:
            break
    extra = {"inner": 0, "left": only_left, "right": only_right, "outer": only_left + only_right}
    value = pairs + extra[how]

    def again() -> float:
        count = sum(a == b for a, b in itertools.product(left, right))
        if how in ("left", "outer"):
            count += sum(a not in right for a in left)
        if how in ("right", "outer"):
            count += sum(b not in left for b in right)
        return count

    sums = " + ".join(f"{ls[k]} \\cdot {rs[k]}" for k in sorted(both))
    kept = {
        "inner": "nothing is added for keys without a partner",
        "left": f"rows of the left table without a partner are kept: {only_left}",
        "right": f"rows of the right table without a partner are kept: {only_right}",
        "outer": f"{only_left} and {only_right} rows without a partner are kept",
    }[how]
    return number(
        f"The column `k` of `left` holds {', '.join(left)}; that of `right` holds"
        f" {', '.join(right)}. How many rows does `left.merge(right, on='k', how='{how}')` have?",
        value, again=again, tol=0, rel=0,
        solution=f"Each key gives the product of its counts: ${sums} = {pairs}$; {kept}: {value}"
        " rows. If `right` should be unique in `k`, `validate='many_to_one'` raises at once.",
        mistakes=[
            (pairs, f"With how='{how}' rows without a partner are kept, filled with NaN."),
            (sum(ls[k] for k in both) + extra[how],
             "A key that comes several times on both sides gives every pair of its rows."),
            (len(left), "The left table's row count comes out only in a left join with unique"
             " keys on the right."),
            (len(both) + extra[how], "Rows are counted, not distinct keys."),
            (pairs + only_left + only_right, f"With how='{how}' not all rows without a partner are"
             " kept."),
        ],
    )  # fmt: skip


@question("pandas-group-transform", "Within the group", ABOUT, skill="compute", minutes=4,
          difficulty=0.3)  # fmt: skip
def group_transform(rng: Rng) -> Variant:
    """A groupby transform or shift, followed by a filter and an aggregate."""
    while True:
        groups = [pick(rng, "uv") for _ in range(6)]
        if groups.count("u") in (3, 4, 2):
            break
    values = [int(x) for x in rng.choice(range(1, 30), 6, replace=False)]
    mine = {g: [v for h, v in zip(groups, values, strict=True) if h == g] for g in "uv"}
    means = {g: sum(vs) / len(vs) for g, vs in mine.items()}
    kind = int(rng.integers(3))
    lines, value, why = [
        ("m = df.groupby('g')['x'].transform('mean')\nresult = df.loc[df['x'] > m, 'x'].sum()",
         sum(v for g, v in zip(groups, values, strict=True) if v > means[g]),
         f"the means are {means['u']:.2f} (u) and {means['v']:.2f} (v); values above the mean of"
         " their own group are added"),
        ("result = df.groupby('g')['x'].diff().sum()",
         sum(vs[-1] - vs[0] for vs in mine.values()),
         "within each group the differences add up to last minus first; the first of each is NaN"
         " and skipped"),
        ("result = df.groupby('g')['x'].shift().sum()",
         sum(sum(vs[:-1]) for vs in mine.values()),
         "each row gets the value before it in its group, so the last of each group drops out"),
    ][kind]  # fmt: skip

    def again() -> float:
        x, g = np.array(values, float), np.array([h == "u" for h in groups])
        total = 0.0
        for mask in (g, ~g):
            part = x[mask]
            total += (part[part > part.mean()].sum(), np.diff(part).sum(),
                      part.sum() - part[-1])[kind]  # fmt: skip
        return total

    whole = sum(values) / 6
    plain = [sum(v for v in values if v > whole), values[-1] - values[0], sum(values[:-1])][kind]
    return number(
        f"`df`:{table(('g', 'x'), zip(groups, values, strict=True))}What is `result`?{code(lines)}",
        value, again=again, tol=0, rel=0,
        solution=f"In group u: {mine['u']}, in group v: {mine['v']}; {why}: {value}.",
        mistakes=[
            (plain, "That treats the table as one group: groupby makes each group stand alone."),
            (sum(values), "Not all rows count: see which are NaN or filtered out."),
            (sum(values) - value, "Those are the rows left out: add the others."),
        ],
    )  # fmt: skip


@question("pandas-reshape-size", "The shape after reshaping", ABOUT, skill="compute", minutes=3,
          difficulty=0.4)  # fmt: skip
def reshape_size(rng: Rng) -> Variant:
    """Rows, columns and missing cells after melt, dropna and pivot."""
    shops, months = int(rng.integers(20, 90)), int(rng.integers(4, 13))
    gone = int(rng.integers(5, shops * months // 4))
    kinds = int(rng.integers(2, 5))
    long_rows = shops * months * kinds - gone
    wide = bool(rng.integers(2))
    told = (
        f"A table has one row for each of {shops} shops: the column `shop` and {months * kinds}"
        f" columns such as `sales_2024_03`, one for each of {kinds} measures in each of {months}"
        f" months. {gone} of its cells are missing."
    )
    steps = (
        "long = df.melt(id_vars='shop').dropna()\n"
        "long[['measure', 'month']] = long['variable'].str.split('_', n=1, expand=True)"
    )
    if wide:
        steps += (
            "\nout = long.pivot(index=['shop', 'month'], columns='measure', values='value')"
            "\nresult = out.shape"
        )
        told += " No shop lacks all measures of a month, and no measure is missing everywhere."
        right = [shops * months, kinds]
        why = "one row a pair of shop and month (the index), and one column a measure"
    else:
        steps += "\nresult = long.shape"
        right = [long_rows, 5]
        why = "one row a cell with a value; the columns shop, variable, value, measure, month"

    def again() -> list[int]:
        cells = np.ones((shops, months, kinds), bool)
        spread = np.arange(gone) * kinds % cells.size  # at most one gap in a shop's month
        cells.reshape(-1)[spread] = False
        if wide:
            return [int(cells.any(axis=2).sum()), cells.shape[2]]
        return [int(cells.sum()), len({"shop", "variable", "value", "measure", "month"})]

    return matrix(
        f"{told}{code(steps)}What is `result`? Write rows and columns.",
        right, again=again, rel=0, tol=1e-9, digits=7,
        solution=f"{why[0].upper()}{why[1:]}: {right[0]} rows and {right[1]} columns.",
        mistakes=[
            ([shops * months * kinds, 5] if not wide else [long_rows, kinds],
             "See what `dropna` removes, and what one row stands for after the last step."),
            ([long_rows, 3] if not wide else [shops * months, kinds + 2],
             "Count the columns once more: assignment adds some, and an index is no column."),
            ([shops, months * kinds] if wide else [shops * months, 5],
             "Ask what one row of the result stands for: a cell, or a pair of shop and month."),
        ],
    )  # fmt: skip


_ROWS = {
    "dup": Verdict("the right table holds several rows for some keys: deduplicate or aggregate it"
                   " first", "grew", "Repeated keys on the right would make the table grow: it did"
                   " not."),
    "inner": Verdict("keys without a partner were dropped by an inner join: join left and count"
                     " the misses", "shrank", "An inner join loses rows without a partner; compare"
                     " the row counts."),
    "type": Verdict("the keys are written differently in the two tables: bring them to one form"
                    " first", "nomatch", "If the keys differed in form, hardly any row would find"
                    " a partner."),
    "nan": Verdict("missing keys match one another here: drop or fill them before joining",
                   "nankeys", "Only where keys are missing on both sides do they form pairs."),
    "groups": Verdict("grouping dropped the rows with a missing group: pass `dropna=False`",
                      "grouploss", "No grouping lost rows here: look at the step named."),
    "fine": Verdict("nothing: the row counts are those that the step should give", "asplanned",
                    "Compare the row counts before and after: they give the fault away."),
}  # fmt: skip
_STEPS = [
    ("{n} orders were merged with the customer table on `customer_id`, how='left'; {more} rows came"
     " out.", "grew", "dup", "A left join can only grow where a key repeats on the right."),
    ("{n} visits were merged with the price list on `item`, how='inner'; {more} rows came out, and"
     " no item is missing in the list.", "grew", "dup", "More rows than visits: an item has several"
     " prices."),
    ("{n} patients were merged with their laboratory values, how='inner'; {less} rows came out, and"
     " both tables are unique in the key.", "shrank", "inner", "Unique keys and fewer rows:"
     " patients without values are gone."),
    ("{n} rows were merged on `zip`, how='left'; {n} rows came out, but the new columns are empty"
     " wherever the code starts with 0: one table holds '1067', the other '01067'.", "nomatch",
     "type", "To a join, '1067' and '01067' are different keys."),
    ("{n} rows were merged on `email`, how='left'; {n} rows came out and 97 % of the new columns"
     " are empty. One table keeps capitals, the other is in lower case.", "nomatch", "type",
     "Most keys differ only in their capitals."),
    ("{n} leads were merged with accounts on `tax_id`, how='left'; {more} rows came out. The known"
     " ids are unique in both tables; the id is empty in 60 leads and in 40 accounts.", "nankeys",
     "nan", "pandas lets missing keys match: 60 times 40 pairs."),
    ("A table of {n} sales was grouped by `region` and summed; the counts of the groups add up to"
     " {less}. No sale was filtered out.", "grouploss", "groups", "groupby leaves out rows whose"
     " key is missing."),
    ("Of {n} sessions, the mean by `device` and week was computed; the sizes of the groups add up"
     " to {less}, and `device` has gaps.", "grouploss", "groups", "Rows with a missing group vanish"
     " by default."),
    ("{n} loans were merged with a branch table that is unique in `branch`, how='left',"
     " validate='many_to_one'; {n} rows came out, all with a branch name.", "asplanned", "fine",
     "A many-to-one left join keeps the row count."),
    ("{n} rows were merged with a calendar that has one row a day, how='left'; {n} rows came out"
     " and 2 of them, dated after the calendar's end, have empty columns.", "asplanned", "fine",
     "The two empty rows are dates outside of the calendar, as told."),
]  # fmt: skip


@question("pandas-row-count-audit", "What the row counts tell", ABOUT, skill="diagnose", minutes=2,
          difficulty=0.2)  # fmt: skip
def row_count_audit(rng: Rng) -> Variant:
    """Find the fault of a step from the number of rows before and after it."""
    n = int(rng.integers(20, 900)) * 100
    more, less = n + int(rng.integers(2, 9)) * 300, n - int(rng.integers(3, 15)) * 50
    scenes = [
        Scene(text.format(n=n, more=more if "60 leads" not in text else n + 60 * 40 - 60,
                          less=less), facts, verdict, why)
        for text, facts, verdict, why in _STEPS
    ]  # fmt: skip
    return judged(rng, scenes, _ROWS, "What is wrong, if anything, and what helps?")
