# says: same splits


def act(state):
    kinds = state["kinds"]
    tried = [name for name, kind in kinds.items() if kind["losses"]]
    if not tried:
        return ["run", 2 * list(_FIRST)]
    best = tried[0]
    for name in tried[1:]:
        cost = [state["worth"] * np.mean(kinds[one]["losses"]) + kinds[one]["running"] for one in (name, best)]
        if cost[0] < cost[1]:
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
