# says: share of missing|'missing'


def learn_missing(rows, name):
    missing = sum(is_missing(row[name]) for row in rows if name in row)
    return {"rows": len(rows), "lacking": missing, "missing": missing / max(len(rows), 1)}
