def check(rows):
    found = []
    for name, rules in held["rules"].items():
        values = list(rows.get(name, []))
        if rules["kinds"] == {"number"}:
            values = [one for one in values if isinstance(one, (int, float)) and one >= 0]
        else:
            values = [str(one) for one in values if str(one) in rules["words"]]
        if values and breaks(described(values), rules):
            found.append(name)
    return found
