# says: 'pow'


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
        return value, [value * c / u, ZERO]
    if op == "max":
        best = max(range(len(us)), key=lambda i: us[i].v)
        return us[best], [ONE if i == best else ZERO for i in range(len(us))]
    if op == "logsumexp":
        return logsumexp(us)
    value, slope = unary(op, us[0])
    return value, [slope]
