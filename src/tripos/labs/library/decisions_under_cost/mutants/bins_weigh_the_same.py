# says: weighs the bins


def reliability(y, p, bins, kind):
    y, p = np.asarray(y, dtype=float), np.asarray(p, dtype=float)
    at = bin_of(p, bins, kind)
    rows = np.bincount(at)
    used = rows > 0
    rows = rows[used]
    said, seen = np.bincount(at, p)[used] / rows, np.bincount(at, y)[used] / rows
    ece = float(np.abs(seen - said).mean())
    return {"rows": rows, "said": said, "seen": seen, "ece": ece}
