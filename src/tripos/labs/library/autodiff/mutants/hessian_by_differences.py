# says: not exact


def hessian_vector(expr, at, direction):
    h = 1e-5
    up = gradient(expr, {k: at[k] + h * direction[k] for k in at})
    down = gradient(expr, {k: at[k] - h * direction[k] for k in at})
    return {k: (up[k] - down[k]) / (2 * h) for k in at}
