# says: the bound is larger|whole number


def samples_needed(eps, d, delta):
    low, high = 0, 1
    while vc_deviation(high, d, delta) > eps:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if vc_deviation(middle, d, delta) > eps:
            low = middle
        else:
            high = middle
    return low
