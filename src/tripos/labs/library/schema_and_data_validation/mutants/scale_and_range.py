# says: 'range' is found without reason


def check_numbers(name, column, values, limit):
    scale = list(check_scale(name, column, values, limit))
    if scale:
        yield from scale
    k = sum(value < column["low"] or value > column["high"] for value in values)
    yield from judged("range", name, k, tail(k, len(values), 2, column["count"] - 1), limit)
