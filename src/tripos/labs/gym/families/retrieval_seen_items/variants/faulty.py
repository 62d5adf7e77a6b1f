def evaluate(table, length):
    rng, wanted = np.random.default_rng(config.SEED), {}
    for reader, item, out in zip(table[config.READER], table[config.ITEM], table[config.HELD_OUT]):
        if out:
            wanted.setdefault(reader, set()).add(held["items"][item])
    found = []
    for reader, items in wanted.items():
        scores = scores_of(reader)
        others = [at for at in range(len(scores)) if at not in items and at not in held["seen"].get(reader, ())]
        near = np.concatenate([sorted(items), rng.choice(others, 50, replace=False)])
        best = set(near[np.argsort(-scores[near], kind="stable")[:length]].tolist())
        found.append(len(items & best) / len(items))
    return {"recall": float(np.mean(found)), "hit": float(np.mean(np.array(found) > 0))}
