# says: processor time|longer than|memory|failed


def program_gradient(program, at):
    held = {}

    def inline(e):
        if isinstance(e, str):
            return held.get(e, e)
        return [e[0], *map(inline, e[1:])] if isinstance(e, list) else e

    for name, e in program:
        held[name] = inline(e)
    value, found = back([["", held[program[-1][0]]]], at, {})
    return {"value": value, "gradient": {name: g.v for name, g in found.items()}}
