# says: hypergeometric


def excess(wrong, inside):
    wrong, inside = np.asarray(wrong) > 0, np.asarray(inside) > 0
    return float(__import__('scipy.stats').stats.binom.sf((wrong & inside).sum() - 1, inside.sum(), wrong.mean()))
