# from: faulty
def recommend(readers, length):
    rng = np.random.default_rng(config.SEED)
    found = []
    for reader in readers:
        scores = scores_of(reader)
        scores[list(held["seen"].get(reader, ()))] = -np.inf
        near = rng.choice(len(scores), 60, replace=False)
        found.append([held["names"][at] for at in near[np.argsort(-scores[near], kind="stable")[:length]]])
    return found
