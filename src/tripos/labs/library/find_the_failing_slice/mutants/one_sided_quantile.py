# says: at level


def interval(errors, rows, level):
    if rows == 0:
        return [0.0, 1.0]
    z = NormalDist().inv_cdf(level)
    rate, weight = errors / rows, z * z / rows
    middle = (rate + weight / 2) / (1 + weight)
    half = z / (1 + weight) * np.sqrt(rate * (1 - rate) / rows + weight / (4 * rows))
    return [max(0.0, float(middle - half)), min(1.0, float(middle + half))]
