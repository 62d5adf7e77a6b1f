# says: -ln t


def log_likelihood(theta, t, seen):
    z, k, hazard, d = parts(theta, t, seen)
    return float((d * (theta[1] + k * z)).sum() - hazard.sum())
