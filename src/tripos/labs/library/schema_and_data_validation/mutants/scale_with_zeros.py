# says: 'scale'


def learn_numbers(values):
    x = np.array(values, dtype=float)
    size = np.abs(x)
    middle = float(np.median(size)) if len(size) else 0.0
    cuts = np.quantile(x, DECILES)
    return {
        "count": len(x), "low": float(x.min()), "high": float(x.max()), "middle": middle,
        "sizes": len(size), "above": int((size > middle).sum()),
        "cuts": cuts.tolist(), "shares": [float((x <= cut).mean()) for cut in cuts],
    }


def check_scale(name, column, values, limit):
    size = np.abs(values)
    if not len(size) or not column["sizes"]:
        return
    factor = float(np.median(size)) / column["middle"] if column["middle"] else 1.0
    p, u = len(size), int((size > column["middle"]).sum())
    up, down = column["above"] + 1, column["sizes"] - column["above"] + 1
    grown = factor >= 2 and tail(u, p, up, down) < limit
    shrunk = factor <= 0.5 and tail(p - u, p, down, up) < limit
    if grown or shrunk:
        yield finding("scale", name, "error", p, factor=factor)
