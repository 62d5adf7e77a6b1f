# says: called 'missing'


def kind_of(pairs):
    if any((a is None) != (b is None) for a, b in pairs):
        return "missing"
    if any(a is None or b is None for a, b in pairs):
        return "other"
    if len(pairs) >= 3 and len({b for _, b in pairs}) == 1:
        return "constant"
    middle = statistics.median(b - a for a, b in pairs)
    if all(close(a + middle, b) for a, b in pairs):
        return "shift"
    if all(a != 0 for a, _ in pairs):
        factor = statistics.median(b / a for a, b in pairs)
        if factor and all(abs(b / a / factor - 1) <= 0.001 for a, b in pairs):
            return "scale"
    return "other"
