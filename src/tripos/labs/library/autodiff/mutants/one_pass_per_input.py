# says: processor time|longer than


def program_gradient(program, at):
    value, found = back(program, at, {})
    found = {k: back(program, at, {k: 1.0})[1][k] for k in at}
    return {"value": value, "gradient": {name: g.v for name, g in found.items()}}
