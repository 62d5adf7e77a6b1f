# says: 'scale' is not found


def check_scale(name, column, values, limit):
    size = np.abs([value for value in values if value != 0])
    if not len(size) or not column["sizes"]:
        return
    factor = float(np.median(size)) / column["middle"]
    p, u = len(size), int((size > column["middle"]).sum())
    up, down = column["above"] + 1, column["sizes"] - column["above"] + 1
    grown = factor >= 2 and tail(u, p, up, down) < limit
    shrunk = factor <= 0.5 and tail(p - u, p, down, up) < limit
    if grown:
        yield finding("scale", name, "error", p, factor=factor)
