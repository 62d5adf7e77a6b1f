# says: errors in .* of 45 clean batches \(.*range


def check_numbers(name, column, values, limit):
    scale = list(check_scale(name, column, values, limit))
    if scale:
        yield from scale
        return
    k = sum(value < column["low"] or value > column["high"] for value in values)
    yield from judged("range", name, k, 0.0, limit)
