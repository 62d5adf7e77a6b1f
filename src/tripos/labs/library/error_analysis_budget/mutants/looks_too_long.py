# says: your policy removes


def act(state):
    if state["read"] < 600 and state["weeks"] > 4 - 3 * (state["read"] > 0):
        return ["inspect"]
    left = [seen / state["read"] for seen in state["seen"]]
    for kind, means in state["done"]:
        clue = state["clue"][kind]
        if clue is not None:
            left[kind] *= 1 - state["effect"][clue][means]
    best = None
    for kind, clue in enumerate(state["clue"]):
        if clue is None:
            continue
        for means, weeks in state["weeks_for"].items():
            if weeks > state["weeks"]:
                continue
            # The readers err: one time in five it is any of the causes.
            causes = state["effect"]
            effect = 0.8 * causes[clue][means]
            effect += 0.2 * sum(one[means] for one in causes.values()) / len(causes)
            value = left[kind] * effect / weeks
            if best is None or value > best[0]:
                best = value, kind, means
    return ["ship"] if best is None else ["fix", best[1], best[2]]
