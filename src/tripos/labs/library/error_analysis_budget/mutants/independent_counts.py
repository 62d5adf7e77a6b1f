# says: come from the same mistakes


def reviews_needed(p, q):
    if p == q:
        return None
    need = 1.96**2 * (p * (1 - p) + q * (1 - q)) / (p - q) ** 2
    return max(1, math.ceil(need - 1e-9))
