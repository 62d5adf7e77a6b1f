# says: new less old


def difference(strata):
    total = weight = variance = 0.0
    for n, bad, m, worse in strata:
        if n == 0 or m == 0:
            continue
        w = n * m / (n + m)
        p, q = (bad + 1) / (n + 2), (worse + 1) / (m + 2)
        weight += w
        total += w * (worse / m - bad / n)
        variance += w**2 * (p * (1 - p) / n + q * (1 - q) / m)
    if weight == 0:
        return 0.0, math.inf
    return total / weight, math.sqrt(variance) / weight
