# says: failed|softplus


def d_softplus(u):
    return apply(u, math.log(1 + math.exp(u.v)), sigmoid(u.v))
