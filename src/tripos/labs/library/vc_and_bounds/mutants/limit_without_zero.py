# says: growth_limit


def growth_limit(n, d):
    return sum(comb(n, i) for i in range(1, min(n, d) + 1))
