def cells(row, columns):
    found = [row.get(name) for name in columns]
    return [0.0 if value is None else float(value) for value in found]
