# says: adjusted for what chance


def agreement(a, b):
    _, a = np.unique(a, return_inverse=True)
    _, b = np.unique(b, return_inverse=True)
    table = np.eye(a.max() + 1)[a].T @ np.eye(b.max() + 1)[b]

    def pairs(n):
        return (n * (n - 1) / 2).sum()

    both, left, right = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    return float(1 - (left + right - 2 * both) / (len(a) * (len(a) - 1) / 2))
    expected = left * right / (len(a) * (len(a) - 1) / 2)
    most = (left + right) / 2
    return 1.0 if most == expected else float((both - expected) / (most - expected))
