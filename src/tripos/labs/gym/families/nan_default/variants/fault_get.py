def cells(row, columns):
    sent = {name: value for name, value in row.items() if value is not None}
    return np.array([sent.get(name, 0) for name in columns], dtype=float)
