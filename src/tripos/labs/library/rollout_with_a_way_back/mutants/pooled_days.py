# says: within each stratum


def difference(strata):
    total = weight = variance = 0.0
    strata = [row for row in strata if row[0] and row[2]]
    strata = [[sum(column) for column in zip(*strata)]] if strata else []
    for n, bad, m, worse in strata:
        if n == 0 or m == 0:
            continue
        w = n * m / (n + m)
        p, q = (bad + 1) / (n + 2), (worse + 1) / (m + 2)
        weight += w
        total += w * (bad / n - worse / m)
        variance += w**2 * (p * (1 - p) / n + q * (1 - q) / m)
    if weight == 0:
        return 0.0, math.inf
    return total / weight, math.sqrt(variance) / weight
