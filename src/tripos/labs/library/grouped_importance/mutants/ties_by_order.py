# says: equal values share


def groups_of(X, threshold):
    X = np.asarray(X, dtype=float)
    ranks = rankdata(X, axis=0, method="ordinal")
    off = ranks - ranks.mean(axis=0)
    size = np.sqrt((off**2).sum(axis=0))
    size[size == 0] = np.inf
    near = np.abs(off.T @ off / np.outer(size, size)) >= threshold - 1e-12
    left, found = list(range(X.shape[1])), []
    while left:
        group, frontier = {left[0]}, [left[0]]
        while frontier:
            j = frontier.pop()
            new = [k for k in left if near[j, k] and k not in group]
            group |= set(new)
            frontier += new
        found.append(sorted(group))
        left = [k for k in left if k not in group]
    return found
