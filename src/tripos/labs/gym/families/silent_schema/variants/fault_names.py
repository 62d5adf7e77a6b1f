def check(rows):
    return [name for name in held["rules"] if name not in rows]
