# says: for each week decides


def act(state):
    now = {name: max(0.0, gap) for name, gap in gaps(state["errors"]).items()}
    best, chosen = 1e-4, "stop"
    for name, knob in state["knobs"].items():
        if knob["weeks"] > state["weeks"]:
            continue
        gain = sum((1 - factor) * now[gap] for gap, factor in knob["effect"].items())
        if gain > best:
            best, chosen = gain, name
    return chosen
