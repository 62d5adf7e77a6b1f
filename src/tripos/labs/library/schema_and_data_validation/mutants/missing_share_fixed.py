# says: 'missing' (is found without|has the wrong sev)


def check_missing(name, column, rows, limit, is_key):
    k = sum(is_missing(row.get(name)) for row in rows)
    R, m = column["rows"], column["lacking"]
    chance = 0.0 if is_key or k / len(rows) > m / R + 0.02 else 1.0
    yield from judged("missing", name, k, chance, limit, usual=m > 0)
