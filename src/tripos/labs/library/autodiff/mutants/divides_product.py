# says: factor 0|ZeroDivision


def product(us):
    """The product and the products of all others, without dividing."""
    total = ONE
    for u in us:
        total = total * u
    return total, [total / u for u in us]
    before = [ONE]
    for u in us:
        before.append(before[-1] * u)
    after, others = ONE, []
    for i in reversed(range(len(us))):
        others.append(before[i] * after)
        after = after * us[i]
    return before[-1], others[::-1]
