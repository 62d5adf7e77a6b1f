# says: neighbours are not


def searched(X, queries, k, candidates):
    found = [np.append(rows[:k], np.full(k - len(rows[:k]), -1)) for rows in candidates]
    return {"neighbours": np.array(found), "candidates": candidates}
