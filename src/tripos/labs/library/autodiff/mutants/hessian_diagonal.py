# says: the product is wrong


def hessian_vector(expr, at, direction):
    return {
        k: back([["", expr]], at, {k: direction[k]})[1][k].d for k in at
    }
