# says: not its middle


def reliability(y, p, bins, kind):
    y, p = np.asarray(y, dtype=float), np.asarray(p, dtype=float)
    at = bin_of(p, bins, kind)
    rows = np.bincount(at)
    used = rows > 0
    rows = rows[used]
    said, seen = (np.flatnonzero(used) + 0.5) / bins, np.bincount(at, y)[used] / rows
    ece = float((rows * np.abs(seen - said)).sum() / len(y))
    return {"rows": rows, "said": said, "seen": seen, "ece": ece}
