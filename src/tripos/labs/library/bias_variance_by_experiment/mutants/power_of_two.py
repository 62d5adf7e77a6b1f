# says: fewer rows would do


def sample_size(d, gap, delta):
    high = 1
    while vc_bound(high, d, delta) > gap:
        high *= 2
    low = high // 2
    while False:
        middle = (low + high) // 2
        if vc_bound(middle, d, delta) > gap:
            low = middle
        else:
            high = middle
    return high
