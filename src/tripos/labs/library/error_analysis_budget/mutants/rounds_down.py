# says: least whole number


def reviews_needed(p, q):
    if p == q:
        return None
    need = 1.96**2 * (p + q - (p - q) ** 2) / (p - q) ** 2
    return max(1, int(need))
