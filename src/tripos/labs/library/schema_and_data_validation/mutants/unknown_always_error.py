# says: errors in .* of 45 clean batches \(unknown|wrong severity


def check_categories(name, column, values, limit):
    known = set(column["known"])
    k = sum(value not in known for value in values)
    f, N = column["once"], column["count"]
    yield from judged("unknown", name, k, 0.0, limit)
