# says: your policy avoids


def act(state):
    return ["full"] if state["log"] else ["canary", 0.1]
