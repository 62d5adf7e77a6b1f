# says: your policy reaches


def act(state):
    return ["ship", "tuned network"]
