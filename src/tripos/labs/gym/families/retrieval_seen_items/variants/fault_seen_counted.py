def evaluate(table, length):
    wanted = {}
    for reader, item in zip(table[config.READER], table[config.ITEM]):
        wanted.setdefault(reader, set()).add(held["items"][item])
    found = []
    for reader, items in wanted.items():
        best = set(np.argsort(-scores_of(reader), kind="stable")[:length].tolist())
        found.append(len(items & best) / min(length, len(items)))
    return {"recall": float(np.mean(found)), "hit": float(np.mean(np.array(found) > 0))}
