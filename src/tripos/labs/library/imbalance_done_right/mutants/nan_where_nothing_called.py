# says: not finite|'precision' is wrong


def ratio(a, b):
    return float(a / b) if b != 0 else float("nan")
