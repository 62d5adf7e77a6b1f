# says: pool equal scores first


def isotonic(scores, y, new):
    order = np.argsort(scores, kind="stable")
    at, group = np.asarray(scores, dtype=float)[order], np.argsort(order)
    weight = np.bincount(group).astype(float)
    blocks = []
    for total, rows in zip(np.bincount(group, np.asarray(y, dtype=float)), weight):
        blocks.append([total, rows, 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] >= blocks[-1][0] / blocks[-1][1]:
            upper = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], upper)]
    value = np.repeat([t / r for t, r, _ in blocks], [count for _, _, count in blocks])
    return np.interp(np.asarray(new, dtype=float), at, value)
