# says: missed|accused|ascending


def shortcuts(X, y, sites, level):
    """The least stable column bends the others' coefficients: take it away before testing again."""
    X = np.asarray(X, dtype=float)
    left, found = list(range(X.shape[1])), []
    while left:
        p = stability(X[:, left], y, sites)
        worst = int(np.argmin(p))
        if p[worst] * len(left) > level:
            break
        found.append(worst)
        left.pop(worst)
    return sorted(found)
