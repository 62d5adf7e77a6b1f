def cells(row, columns):
    found = [row.get(name) for name in columns]
    return [-999.0 if value is None else float(value) for value in found]
