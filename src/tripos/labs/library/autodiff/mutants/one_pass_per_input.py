# says: processor time|longer than
import math


class Dual:
    """A number and its derivative along one direction."""

    __slots__ = ("d", "v")

    def __init__(self, v, d=0.0):
        self.v, self.d = v, d

    def __add__(self, o):
        return Dual(self.v + o.v, self.d + o.d)

    def __sub__(self, o):
        return Dual(self.v - o.v, self.d - o.d)

    def __mul__(self, o):
        return Dual(self.v * o.v, self.d * o.v + self.v * o.d)

    def __truediv__(self, o):
        return Dual(self.v / o.v, (self.d - self.v / o.v * o.d) / o.v)


ONE = Dual(1.0)
ZERO = Dual(0.0)


def apply(u, value, slope):
    return Dual(value, slope * u.d if u.d else 0.0)


def sigmoid(x):
    if x >= 0:
        return 1 / (1 + math.exp(-x))
    e = math.exp(x)
    return e / (1 + e)


def d_exp(u):
    return apply(u, math.exp(u.v), math.exp(u.v))


def d_sigmoid(u):
    s = sigmoid(u.v)
    return apply(u, s, s * (1 - s))


def d_softplus(u):
    return apply(u, max(u.v, 0.0) + math.log1p(math.exp(-abs(u.v))), sigmoid(u.v))


def d_power(u, c):
    """u to a constant power."""
    if c == 0:
        return ONE
    return apply(u, u.v**c, c * u.v ** (c - 1) if u.d else 0.0)


def unary(op, u):
    if op == "exp":
        e = d_exp(u)
        return e, e
    if op == "log":
        return apply(u, math.log(u.v), 1 / u.v), ONE / u
    if op == "sqrt":
        r = apply(u, math.sqrt(u.v), 0.5 / math.sqrt(u.v))
        return r, Dual(0.5) / r
    if op in ("sin", "cos"):
        s = apply(u, math.sin(u.v), math.cos(u.v))
        c = apply(u, math.cos(u.v), -math.sin(u.v))
        return (s, c) if op == "sin" else (c, ZERO - s)
    if op == "tanh":
        t = math.tanh(u.v)
        t = apply(u, t, 1 - t * t)
        return t, ONE - t * t
    if op == "sigmoid":
        s = d_sigmoid(u)
        return s, s * (ONE - s)
    if op == "softplus":
        return d_softplus(u), d_sigmoid(u)
    raise ValueError(f"no operation {op!r}")


def product(us):
    """The product and the products of all others, without dividing."""
    before = [ONE]
    for u in us:
        before.append(before[-1] * u)
    after, others = ONE, []
    for i in reversed(range(len(us))):
        others.append(before[i] * after)
        after = after * us[i]
    return before[-1], others[::-1]


def logsumexp(us):
    top = max(u.v for u in us)
    parts = [d_exp(Dual(u.v - top, u.d)) for u in us]
    total = ZERO
    for part in parts:
        total = total + part
    return Dual(top + math.log(total.v), total.d / total.v), [part / total for part in parts]


def local(op, us, constant):
    """The value of an operation and its derivatives by each operand."""
    if op == "+":
        total = ZERO
        for u in us:
            total = total + u
        return total, [ONE] * len(us)
    if op == "-":
        if len(us) == 1:
            return ZERO - us[0], [Dual(-1.0)]
        return us[0] - us[1], [ONE, Dual(-1.0)]
    if op == "*":
        return product(us)
    if op == "/":
        q = us[0] / us[1]
        return q, [ONE / us[1], ZERO - q / us[1]]
    if op == "pow":
        u, c = us
        if constant:
            slope = Dual(c.v) * d_power(u, c.v - 1) if c.v else ZERO
            return d_power(u, c.v), [slope, ZERO]
        log = apply(u, math.log(u.v), 1 / u.v)
        value = d_exp(c * log)
        return value, [value * c / u, value * log]
    if op == "max":
        best = max(range(len(us)), key=lambda i: us[i].v)
        return us[best], [ONE if i == best else ZERO for i in range(len(us))]
    if op == "logsumexp":
        return logsumexp(us)
    value, slope = unary(op, us[0])
    return value, [slope]


def record(expr, names, tape):
    """Puts an expression on the tape; returns the index of its value."""
    if isinstance(expr, str):
        return names[expr]
    if not isinstance(expr, list):
        tape.append((Dual(float(expr)), (), ()))
        return len(tape) - 1
    operands = [record(one, names, tape) for one in expr[1:]]
    constant = expr[0] == "pow" and not isinstance(expr[2], (str, list))
    value, slopes = local(expr[0], [tape[i][0] for i in operands], constant)
    tape.append((value, operands, slopes))
    return len(tape) - 1


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
            adjoint[operand] = adjoint[operand] + adjoint[i] * slope
    return tape[last][0].v, {name: adjoint[i] for name, i in inputs.items()}


def evaluate(expr, at):
    return back([["", expr]], at, {})[0]


def gradient(expr, at):
    return {name: g.v for name, g in back([["", expr]], at, {})[1].items()}


def program_gradient(program, at):
    value, found = back(program, at, {})
    found = {k: back(program, at, {k: 1.0})[1][k] for k in at}
    return {"value": value, "gradient": {name: g.v for name, g in found.items()}}


def hessian_vector(expr, at, direction):
    return {name: g.d for name, g in back([["", expr]], at, direction)[1].items()}
