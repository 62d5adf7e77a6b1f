# says: not Wilson


def interval(errors, reviewed):
    if reviewed == 0:
        return 0.0, 1.0
    z, p = 1.96, errors / reviewed
    middle = p
    half = z * math.sqrt(p * (1 - p) / reviewed)
    scale = 1.0
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)
