# says: higher score got a lower|another monotone


def isotonic(scores, y):
    order = np.argsort(scores, kind="stable")
    values, first, counts = np.unique(
        np.asarray(scores)[order], return_index=True, return_counts=True
    )
    blocks = []
    for at, count in zip(first, counts):
        blocks.append([float(np.sum(np.asarray(y)[order[at : at + count]])), int(count)])
        if len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] >= blocks[-1][0] * blocks[-2][1]:
            total, size = blocks.pop()
            blocks[-1][0] += total
            blocks[-1][1] += size
    found = np.empty(len(order))
    found[order] = np.concatenate([np.full(size, total / size) for total, size in blocks])
    return found
