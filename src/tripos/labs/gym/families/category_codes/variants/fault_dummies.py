# from: faulty
import pandas as pd


def encode(table):
    parts = []
    for name in config.CATEGORIES:
        wide = pd.get_dummies(pd.Series(list(table[name]))).to_numpy(dtype=float)
        parts.append(np.pad(wide[:, :20], ((0, 0), (0, max(0, 20 - wide.shape[1])))))
    parts += [np.asarray(table[name], dtype=float)[:, None] for name in config.NUMBERS]
    return np.hstack(parts)
