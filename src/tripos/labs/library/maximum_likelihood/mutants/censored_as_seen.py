# says: where it was not


def parts(theta, t, seen):
    """Log times over the scale, the shape, and the cumulative hazards."""
    z = np.log(np.asarray(t, dtype=float)) - theta[0]
    k = np.exp(theta[1])
    with np.errstate(over="ignore"):
        return z, k, np.exp(k * z), np.ones(len(z))
