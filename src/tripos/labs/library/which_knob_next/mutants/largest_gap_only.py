# says: for each week decides|worse is worth less|your policy


def act(state):
    now = {name: max(0.0, gap) for name, gap in gaps(state["errors"]).items()}
    best, chosen = 1e-4, "stop"
    for name, knob in state["knobs"].items():
        if knob["weeks"] > state["weeks"]:
            continue
        top = max(now, key=now.get)
        gain = (1 - knob["effect"].get(top, 1.0)) * now[top]
        if gain / knob["weeks"] > best:
            best, chosen = gain / knob["weeks"], name
    return chosen
