# says: first merge


def cophenetic(D, merges):
    n = len(D)
    rows = {i: [i] for i in range(n)}
    heights = np.zeros((n, n))
    for step, (a, b, height, _) in enumerate(merges):
        left, right = rows.pop(int(a)), rows.pop(int(b))
        heights[np.ix_(left + right, left + right)] = height
        np.fill_diagonal(heights, 0)
        rows[n + step] = left + right
    pairs = np.triu_indices(n, 1)
    return {"heights": heights, "correlation": float(np.corrcoef(D[pairs], heights[pairs])[0, 1])}
