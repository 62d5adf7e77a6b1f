# says: 'unknown' has the wrong severity


def check_categories(name, column, values, limit):
    known = set(column["known"])
    k = sum(value not in known for value in values)
    f, N = column["once"], column["count"]
    yield from judged("unknown", name, k, tail(k, len(values), 1, N + 1), limit)
