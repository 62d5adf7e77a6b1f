# says: as if zeros occurred


def ap_at_base(y, scores, base):
    R, F = steps(y, scores)
    base = float(np.mean(y))
    flagged = base * R + (1 - base) * F
    precision = base * R / np.where(flagged > 0, flagged, 1.0)
    return float((np.diff(R, prepend=0.0) * precision).sum())
