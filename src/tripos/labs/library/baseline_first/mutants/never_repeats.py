# says: run again


_MOST_RUNS = 1


def act(state):
    kinds = state["kinds"]
    tried = [name for name, kind in kinds.items() if kind["losses"]]
    if not tried:
        return ["run", list(_FIRST)]
    best = tried[0]
    for name in tried[1:]:
        if gap(state, name, best)[0] < 0:
            best = name
    close = []
    for name in tried:
        if name == best:
            continue
        dearer, error = gap(state, name, best)
        if dearer < error and error > 4 * state["hour_cost"] * kinds[name]["hours"]:
            close.append(name)
    again = [best, *close]
    hours = sum(kinds[name]["hours"] for name in again)
    more = close and state["turns"] > 1 and hours <= state["hours"]
    if more and len(kinds[best]["losses"]) < _MOST_RUNS:
        return ["run", again]
    return ["ship", best]
