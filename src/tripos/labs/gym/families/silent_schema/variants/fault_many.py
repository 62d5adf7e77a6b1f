def check(rows):
    found = []
    for name, rules in held["rules"].items():
        if breaks(described(list(rows.get(name, []))), rules):
            found.append(name)
    return found if len(found) > len(held["rules"]) // 2 else []
