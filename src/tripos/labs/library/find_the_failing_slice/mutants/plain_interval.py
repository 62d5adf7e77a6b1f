# says: stays within 0 and 1|not centred


def interval(errors, rows, level):
    if rows == 0:
        return [0.0, 1.0]
    z = NormalDist().inv_cdf((1 + level) / 2)
    rate, weight = errors / rows, z * z / rows
    middle, half = rate, z * np.sqrt(rate * (1 - rate) / rows)
    return [max(0.0, float(middle - half)), min(1.0, float(middle + half))]
