# says: leaves out


def gradient(expr, at):
    return {name: g.v for name, g in back([["", expr]], at, {})[1].items() if g.v}
