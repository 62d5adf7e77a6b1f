# says: as if zeros occurred


def ap_at_base(y, scores, base):
    R, F = steps(y, scores)
    flagged = base * R + (1 - base) * F
    precision = base * R / np.where(flagged > 0, flagged, 1.0)
    share = float(np.mean(y))
    plain = share * R / np.where(share * R + (1 - share) * F > 0, share * R + (1 - share) * F, 1.0)
    return float((np.diff(R, prepend=0.0) * plain).sum()) * base / share
