# says: growth_limit


def growth_limit(n, d):
    return n**d + 1
