def distance(known, new):
    error = np.sqrt(known.var(axis=0) / len(known) + known.var(axis=0) / len(new))
    gap = (new.mean(axis=0) - known.mean(axis=0)) / error
    return float(np.abs(gap.sum()) / np.sqrt(len(gap)))
