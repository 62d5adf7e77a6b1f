def check(rows):
    found = []
    for name in held["rules"]:
        values = list(rows.get(name, []))
        if name not in rows or breaks(described(values[::2]), widened(described(values), described(values[1::2]))):
            found.append(name)
    return found
