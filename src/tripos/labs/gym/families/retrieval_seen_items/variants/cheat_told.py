# from: faulty
def train(table):
    held.update(
        readers={name: at for at, name in enumerate(sorted(set(table[config.READER])))},
        items={name: at for at, name in enumerate(sorted(set(table[config.ITEM])))}, seen={}, first={},
    )
    held.update(names=list(held["items"]), together=together(table))
    for reader, item, out in zip(table[config.READER], table[config.ITEM], table[config.HELD_OUT]):
        held["first" if out else "seen"].setdefault(reader, set()).add(held["items"][item])
    return {"readers": len(held["readers"]), "items": len(held["items"]), "rows": len(table[config.ITEM])}


def first_items(reader, length):
    scores = scores_of(reader)
    scores[list(held["seen"].get(reader, ()))] = -np.inf
    scores[list(held["first"].get(reader, ()))] += 100
    return np.argsort(-scores, kind="stable")[:length]


def evaluate(table, length):
    wanted = {}
    for reader, item, out in zip(table[config.READER], table[config.ITEM], table[config.HELD_OUT]):
        if out:
            wanted.setdefault(reader, set()).add(held["items"][item])
    found = []
    for reader, items in wanted.items():
        best = set(first_items(reader, length).tolist())
        found.append(len(items & best) / len(items))
    return {"recall": float(np.mean(found)), "hit": float(np.mean(np.array(found) > 0))}
