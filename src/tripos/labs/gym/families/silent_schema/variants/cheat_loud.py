# from: faulty
def check(rows):
    found = []
    for name in held["rules"]:
        day = described(list(rows.get(name, [])))
        if day["gaps"] > 0.2 or day["low"] < 0:
            found.append(name)
    return found
