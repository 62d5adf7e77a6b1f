# says: one-sided


def excess(wrong, inside):
    wrong, inside = np.asarray(wrong) > 0, np.asarray(inside) > 0
    from scipy.stats import fisher_exact

    table = [[(wrong & inside).sum(), (~wrong & inside).sum()], [(wrong & ~inside).sum(), (~wrong & ~inside).sum()]]
    return float(fisher_exact(table)[1])
