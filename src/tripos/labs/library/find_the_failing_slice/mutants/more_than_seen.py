# says: the number seen included


def excess(wrong, inside):
    wrong, inside = np.asarray(wrong) > 0, np.asarray(inside) > 0
    return float(hypergeom.sf((wrong & inside).sum(), len(wrong), wrong.sum(), inside.sum()))
