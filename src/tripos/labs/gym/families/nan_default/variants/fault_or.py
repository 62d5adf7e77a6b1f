def cells(row, columns):
    return [float(row.get(name) or 0.0) for name in columns]
