# says: all arrays together


def clipped(gradients, limit):
    gradients = [np.asarray(one, float) for one in gradients]
    return [one * min(1.0, limit / max(1e-12, float(np.linalg.norm(one)))) for one in gradients]
