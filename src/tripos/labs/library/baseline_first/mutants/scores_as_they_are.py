# says: too good


def shrunk(scores, error):
    return list(scores)
