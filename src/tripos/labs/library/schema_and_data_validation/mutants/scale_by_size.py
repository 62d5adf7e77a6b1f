# says: 'scale' is found without reason


def check_scale(name, column, values, limit):
    size = np.abs([value for value in values if value != 0])
    if not len(size) or not column["sizes"]:
        return
    factor = float(np.median(size)) / column["middle"]
    p, u = len(size), int((size > column["middle"]).sum())
    up, down = column["above"] + 1, column["sizes"] - column["above"] + 1
    grown = factor >= 2
    shrunk = factor <= 0.5
    if grown or shrunk:
        yield finding("scale", name, "error", p, factor=factor)
