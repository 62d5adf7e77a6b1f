def cells(row, columns):
    found = {**dict.fromkeys(columns, -1.0), **{name: value for name, value in row.items() if value is not None}}
    return [float(found[name]) for name in columns]
