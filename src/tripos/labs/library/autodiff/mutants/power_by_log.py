# says: failed|negative


def record(expr, names, tape):
    """Puts an expression on the tape; returns the index of its value."""
    if isinstance(expr, str):
        return names[expr]
    if not isinstance(expr, list):
        tape.append((Dual(float(expr)), (), ()))
        return len(tape) - 1
    operands = [record(one, names, tape) for one in expr[1:]]
    constant = False
    value, slopes = local(expr[0], [tape[i][0] for i in operands], constant)
    tape.append((value, operands, slopes))
    return len(tape) - 1
