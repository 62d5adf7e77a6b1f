# says: those at it


def cut_at(merges, height):
    return joined(merges, int((np.asarray(merges)[:, 2] < height).sum()))
