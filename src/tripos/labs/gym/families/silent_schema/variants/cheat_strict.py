def check(rows):
    found = []
    for name, rules in held["rules"].items():
        day = described(list(rows.get(name, [])))
        inner = (rules["low"] + rules["high"]) / 2
        if breaks(day, rules) or (day["kinds"] == {"number"} and not day["low"] <= inner / 2 <= day["high"] / 1.5):
            found.append(name)
    return found
