# says: every use adds


def back(program, at, direction):
    tape, names = [], {}
    for name, x in at.items():
        names[name] = len(tape)
        tape.append((Dual(float(x), float(direction.get(name, 0.0))), (), ()))
    inputs = dict(names)
    last = 0
    for name, expr in program:
        last = record(expr, names, tape)
        names[name] = last
    adjoint = [ZERO] * len(tape)
    adjoint[last] = ONE
    for i in reversed(range(len(tape))):
        for operand, slope in zip(tape[i][1], tape[i][2]):
            adjoint[operand] = adjoint[i] * slope
    return tape[last][0].v, {name: adjoint[i] for name, i in inputs.items()}
