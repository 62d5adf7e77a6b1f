# says: softplus where its operands are near -40


def d_softplus(u):
    return apply(u, max(u.v, 0.0) + math.log(1 + math.exp(-abs(u.v))), sigmoid(u.v))
