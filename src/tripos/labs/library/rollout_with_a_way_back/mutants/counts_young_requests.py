# says: not ripe are not known|days that count


def ripe(log, day, after, client):
    found = []
    for at, seen in enumerate(log):
        if day < at or seen["action"][0] == "shadow":
            continue
        row = []
        for arm in ("new", "old"):
            mine = seen[arm]
            row += [mine["requests"][client] - mine["crashes"][client], mine["bad"][client]]
        if row[0] > 0:
            found.append(row)
    return found
