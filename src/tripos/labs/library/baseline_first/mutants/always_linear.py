# says: before anything was run


def act(state):
    return ["ship", "linear"]
