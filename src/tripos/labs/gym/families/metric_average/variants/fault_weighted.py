def evaluate(table, batch_size):
    found, sizes = [], []
    for X, y in batches(table, batch_size):
        found.append(measures(y, score(X)))
        sizes.append(len(y))
    total = {}
    for name in found[0]:
        known = [(one[name], size) for one, size in zip(found, sizes) if one[name] == one[name]]
        total[name] = sum(value * size for value, size in known) / sum(size for _, size in known)
    return total
