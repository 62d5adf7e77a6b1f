def cells(row, columns):
    found, last = [], 0.0
    for name in columns:
        last = last if row.get(name) is None else float(row[name])
        found.append(last)
    return found
