# says: neither everybody nor nobody


def act(state):
    return ["full"]
