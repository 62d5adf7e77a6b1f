def check(rows):
    days = {name: described(list(rows.get(name, []))) for name in held["rules"]}
    found = [name for name, day in days.items() if breaks(day, held["rules"][name])]
    if not found:
        held["rules"] = {name: widened(held["rules"][name], day) for name, day in days.items()}
    return found
