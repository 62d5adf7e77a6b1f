# says: your policy reaches


def act(state):
    return ["ship", list(state["kinds"])[int(1e6 * state["worth"]) % 8]]
