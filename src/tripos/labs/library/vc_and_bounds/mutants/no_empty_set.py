# says: missing


def runs_at_most(x, most):
    """Labellings of numbers with so many runs of ones, equal numbers alike."""
    values, place = np.unique(x, return_inverse=True)
    kept = []
    for labels in product((0, 1), repeat=len(values)):
        starts = sum(b > a for a, b in zip((0, *labels), labels))
        if 0 < starts <= most:
            kept.append(np.array(labels)[place])
    return kept
