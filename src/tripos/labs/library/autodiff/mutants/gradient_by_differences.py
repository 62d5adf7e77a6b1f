# says: swings fast


def gradient(expr, at):
    h = 1e-6
    return {
        k: (evaluate(expr, {**at, k: at[k] + h}) - evaluate(expr, {**at, k: at[k] - h})) / (2 * h)
        for k in at
    }
