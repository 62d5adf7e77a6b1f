# from: faulty
def check(rows):
    found = []
    for name in held["rules"]:
        day = described(list(rows.get(name, [])))
        if day["kinds"] != held["rules"][name]["kinds"]:
            found.append(name)
    return found
