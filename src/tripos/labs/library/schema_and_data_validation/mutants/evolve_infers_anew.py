# says: (accepted|given up), the
import copy
import datetime
import math
import re

import numpy as np
from scipy.special import betaln, gammaln

DECILES = np.arange(1, 10) / 10


def tail(count, n, a, b):
    if count <= 0:
        return 1.0
    if count > n:
        return 0.0
    k = np.arange(count, n + 1)
    ways = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    return float(min(1.0, np.exp(ways + betaln(k + a, n - k + b) - betaln(a, b)).sum()))


def is_missing(value):
    if value is None or (isinstance(value, str) and not value.strip()):
        return True
    return isinstance(value, float) and math.isnan(value)


def is_date(value):
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        return False
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def fits(value, kind):
    if kind == "bool":
        return isinstance(value, bool)
    if kind == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if kind == "date":
        return is_date(value)
    return isinstance(value, str)


def present(rows, name):
    return [row[name] for row in rows if not is_missing(row.get(name))]


def type_of(values, named_date):
    if named_date:
        return "date"
    for kind in ("bool", "number"):
        if values and all(fits(value, kind) for value in values):
            return kind
    return "category" if len(set(values)) <= len(values) / 10 else "text"


def learn_missing(rows, name):
    missing = sum(is_missing(row.get(name)) for row in rows)
    return {"rows": len(rows), "lacking": missing, "missing": missing / max(len(rows), 1)}


def learn_numbers(values):
    x = np.array(values, dtype=float)
    size = np.abs(x[x != 0])
    middle = float(np.median(size)) if len(size) else 0.0
    cuts = np.quantile(x, DECILES)
    return {
        "count": len(x), "low": float(x.min()), "high": float(x.max()), "middle": middle,
        "sizes": len(size), "above": int((size > middle).sum()),
        "cuts": cuts.tolist(), "shares": [float((x <= cut).mean()) for cut in cuts],
    }


def learn_categories(values):
    names, counts = np.unique(values, return_counts=True)
    return {"count": len(values), "known": names.tolist(), "once": int((counts == 1).sum())}


def learn_column(rows, name, named_date):
    values = present(rows, name)
    kind = type_of(values, named_date)
    column = {"type": kind, **learn_missing(rows, name)}
    if kind == "number" and values:
        column.update(learn_numbers(values))
    if kind == "category":
        column.update(learn_categories(values))
    return column


def infer(rows, key, date, days):
    names = sorted({name for row in rows for name in row})
    columns = {name: learn_column(rows, name, name == date) for name in names}
    return {"key": key, "date": date, "days": days, "columns": columns}


def finding(rule, column, severity, rows, **more):
    return {"rule": rule, "column": column, "severity": severity, "rows": rows, **more}


def distance(values, column):
    if column["type"] == "category":
        known = set(column["known"])
        return sum(value not in known for value in values) / len(values)
    x = np.array(values, dtype=float)
    return max(abs((x <= cut).mean() - share) for cut, share in zip(column["cuts"], column["shares"]))


def swapped_pairs(schema, values):
    columns = schema["columns"]
    names = sorted(
        name for name in values
        if name != schema["key"] and columns[name]["type"] in ("number", "category")
        and len(values[name]) >= 20
    )  # fmt: skip
    own = {name: distance(values[name], columns[name]) for name in names}
    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            if columns[a]["type"] != columns[b]["type"] or min(own[a], own[b]) < 0.3:
                continue
            crossed = distance(values[a], columns[b]), distance(values[b], columns[a])
            if crossed[0] <= own[a] / 2 and crossed[1] <= own[b] / 2:
                yield a, b


def judged(rule, name, k, chance, limit, usual=False):
    """An error if chance does not explain it, else a warning; what is usual is neither."""
    if k > 0 and chance < limit:
        yield finding(rule, name, "error", k)
    elif k > 0 and not usual:
        yield finding(rule, name, "warning", k)


def check_missing(name, column, rows, limit, is_key):
    k = sum(is_missing(row.get(name)) for row in rows)
    R, m = column["rows"], column["lacking"]
    chance = 0.0 if is_key else tail(k, len(rows), m + 1, R - m + 1)
    yield from judged("missing", name, k, chance, limit, usual=m > 0)


def check_categories(name, column, values, limit):
    known = set(column["known"])
    k = sum(value not in known for value in values)
    f, N = column["once"], column["count"]
    yield from judged("unknown", name, k, tail(k, len(values), f + 1, N - f + 1), limit)


def check_scale(name, column, values, limit):
    size = np.abs([value for value in values if value != 0])
    if not len(size) or not column["sizes"]:
        return
    factor = float(np.median(size)) / column["middle"]
    p, u = len(size), int((size > column["middle"]).sum())
    up, down = column["above"] + 1, column["sizes"] - column["above"] + 1
    grown = factor >= 2 and tail(u, p, up, down) < limit
    shrunk = factor <= 0.5 and tail(p - u, p, down, up) < limit
    if grown or shrunk:
        yield finding("scale", name, "error", p, factor=factor)


def check_numbers(name, column, values, limit):
    scale = list(check_scale(name, column, values, limit))
    if scale:
        yield from scale
        return
    k = sum(value < column["low"] or value > column["high"] for value in values)
    yield from judged("range", name, k, tail(k, len(values), 2, column["count"] - 1), limit)


def check_key(name, values):
    again = len(values) - len(set(values))
    if again:
        yield finding("duplicate", name, "error", again)


def check_dates(name, values, rows, today, days):
    late = sum(value > today for value in values)
    if late:
        yield finding("future", name, "error", late)
    if values:
        age = datetime.date.fromisoformat(today) - datetime.date.fromisoformat(max(values))
        if age.days > days:
            yield finding("stale", name, "error", len(rows))


def validate(schema, rows, today, level):
    if not rows:
        return [finding("empty", "", "error", 0)]
    columns = schema["columns"]
    limit = level / (3 * len(columns))
    delivered = {name for row in rows for name in row}
    found = [
        finding("extra", name, "warning", sum(name in row for row in rows))
        for name in delivered - set(columns)
    ]
    found += [finding("absent", name, "error", len(rows)) for name in set(columns) - delivered]
    good = {}
    for name in delivered & set(columns):
        kind = columns[name]["type"]
        values = present(rows, name)
        good[name] = [value for value in values if fits(value, kind)]
        if len(good[name]) < len(values):
            found.append(finding("type", name, "error", len(values) - len(good[name])))
        found += check_missing(name, columns[name], rows, limit, name == schema["key"])
    pairs = list(swapped_pairs(schema, good))
    found += [finding("swapped", a, "error", len(rows), other=b) for a, b in pairs]
    explained = {name for pair in pairs for name in pair}
    for name, values in good.items():
        kind = columns[name]["type"]
        if name == schema["key"]:
            found += check_key(name, values)
        elif kind == "date":
            found += check_dates(name, values, rows, today, schema["days"])
        elif kind == "category" and name not in explained:
            found += check_categories(name, columns[name], values, limit)
        elif kind == "number" and name not in explained:
            found += check_numbers(name, columns[name], values, limit)
    return found


def evolve(schema, rows, accept):
    old = schema
    if accept and not any(rule in ("type", "duplicate", "stale", "future", "swapped") for rule, _ in accept):
        return infer(rows, old["key"], old["date"], old["days"])
    schema = copy.deepcopy(schema)
    columns = schema["columns"]
    for rule, name in accept:
        if rule == "extra" and name not in columns:
            columns[name] = learn_column(rows, name, False)
            continue
        if name not in columns:
            raise ValueError(f"the schema has no column {name}")
        column = columns[name]
        values = [value for value in present(rows, name) if fits(value, column["type"])]
        ordinary = name != schema["key"]
        if rule == "absent":
            del columns[name]
        elif rule == "missing" and ordinary:
            column.update(learn_missing(rows, name))
        elif rule == "unknown" and column["type"] == "category":
            column["known"] = sorted(set(column["known"]) | set(values))
        elif rule == "range" and column["type"] == "number" and ordinary:
            column["low"] = min([column["low"], *values])
            column["high"] = max([column["high"], *values])
        elif rule == "scale" and column["type"] == "number" and ordinary:
            column.update(learn_numbers(values))
        else:
            raise ValueError(f"{rule} in {name} cannot be accepted: repair the data")
    return schema
