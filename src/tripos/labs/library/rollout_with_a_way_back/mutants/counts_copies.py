# says: copies of a shadow|your policy|days that count


def ripe(log, day, after, client):
    found = []
    for at, seen in enumerate(log):
        if day - at < after:
            continue
        row = []
        for arm in ("new", "old"):
            mine = seen[arm]
            row += [mine["requests"][client] - mine["crashes"][client], mine["bad"][client]]
        if row[0] > 0:
            found.append(row)
    return found
