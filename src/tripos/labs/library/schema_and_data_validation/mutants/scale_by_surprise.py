# says: rebates half as high again|'scale' is found without


def check_scale(name, column, values, limit):
    size = np.abs([value for value in values if value != 0])
    if not len(size) or not column["sizes"]:
        return
    factor = float(np.median(size)) / column["middle"]
    p, u = len(size), int((size > column["middle"]).sum())
    up, down = column["above"] + 1, column["sizes"] - column["above"] + 1
    grown = factor > 1 and tail(u, p, up, down) < limit
    shrunk = factor < 1 and tail(p - u, p, down, up) < limit
    if grown or shrunk:
        yield finding("scale", name, "error", p, factor=factor)
