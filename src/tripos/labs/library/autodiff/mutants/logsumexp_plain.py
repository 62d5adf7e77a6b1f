# says: failed|logsumexp


def logsumexp(us):
    top = 0.0
    parts = [d_exp(Dual(u.v - top, u.d)) for u in us]
    total = ZERO
    for part in parts:
        total = total + part
    return Dual(top + math.log(total.v), total.d / total.v), [part / total for part in parts]
