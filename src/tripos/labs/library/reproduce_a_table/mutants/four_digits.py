# says: called wrong|not found


def agrees(text, value):
    """Whether a number as printed is a rounding of the value."""
    digits = len(text.partition(".")[2])
    return abs(float(text) - value) <= 1e-4
