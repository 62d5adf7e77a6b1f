def check(rows):
    found = []
    for name, rules in held["rules"].items():
        day = described(list(rows.get(name, [])))
        if breaks(day, rules):
            found.append(name)
    held["rules"] = {name: widened(rules, described(list(rows.get(name, [])))) for name, rules in held["rules"].items()}
    return found
