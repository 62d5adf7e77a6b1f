def evaluate(table, length):
    wanted = {}
    for reader, item, out in zip(table[config.READER], table[config.ITEM], table[config.HELD_OUT]):
        if out:
            wanted.setdefault(reader, set()).add(held["items"][item])
    found = []
    for reader, items in wanted.items():
        scores = scores_of(reader)
        rivals = [at for at in range(0, len(scores), 3) if at not in items and at not in held["seen"].get(reader, ())]
        found.append(np.mean([np.sum(scores[rivals] > scores[at]) < length for at in items]))
    return {"recall": float(np.mean(found)), "hit": float(np.mean(np.array(found) > 0))}
