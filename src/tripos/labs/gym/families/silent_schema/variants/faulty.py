def check(rows):
    found = []
    for name in held["rules"]:
        day = described(list(rows.get(name, [])))
        held["rules"][name] = widened(held["rules"][name], day)
        if breaks(day, held["rules"][name]):
            found.append(name)
    return found
