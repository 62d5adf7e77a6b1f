# says: alike


def close(a, b):
    return abs(a - b) <= 0.0006
