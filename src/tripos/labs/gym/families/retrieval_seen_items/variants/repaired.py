def evaluate(table, length):
    wanted = {}
    for reader, item, out in zip(table[config.READER], table[config.ITEM], table[config.HELD_OUT]):
        if out:
            wanted.setdefault(reader, []).append(item)
    served = recommend(list(wanted), length)
    shares = [np.mean([item in best for item in items]) for items, best in zip(wanted.values(), served)]
    return {"recall": float(np.mean(shares)), "hit": float(np.mean([share > 0 for share in shares]))}
