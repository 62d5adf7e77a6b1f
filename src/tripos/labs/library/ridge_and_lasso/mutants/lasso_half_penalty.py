# says: more than the penalty|just the penalty


def sweep(Z, norms, r, beta, penalty, columns):
    """One round of updates in place; returns the largest change."""
    n, moved = len(r), 0.0
    for j in columns:
        old = beta[j]
        z = Z[j] @ r / n + norms[j] * old
        new = np.sign(z) * max(abs(z) - penalty / 2, 0.0) / norms[j]
        if new != old:
            r -= Z[j] * (new - old)
            beta[j] = new
            moved = max(moved, abs(new - old))
    return moved
