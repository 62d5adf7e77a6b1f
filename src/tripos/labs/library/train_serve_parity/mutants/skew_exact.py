# says: nothing but rounding|alike


def close(a, b):
    return a == b
