from sklearn.decomposition import TruncatedSVD


def together(table):
    marks = np.zeros((len(held["readers"]), len(held["items"])))
    for reader, item, out in zip(table[config.READER], table[config.ITEM], table[config.HELD_OUT]):
        marks[held["readers"][reader], held["items"][item]] += 1 - out
    parts = TruncatedSVD(8, random_state=config.SEED).fit(marks).components_
    return parts.T @ parts


def evaluate(table, length):
    hits, total = {}, {}
    best = {reader: set(first_items(reader, length).tolist()) for reader in set(table[config.READER])}
    for reader, item, out in zip(table[config.READER], table[config.ITEM], table[config.HELD_OUT]):
        if out:
            total[reader] = total.get(reader, 0) + 1
            hits[reader] = hits.get(reader, 0) + (held["items"][item] in best[reader])
    shares = np.array([hits[reader] / total[reader] for reader in total])
    return {"recall": float(shares.mean()), "hit": float((shares > 0).mean())}
