# says: favours tiny slices


def search(columns, wrong):
    wrong = np.asarray(wrong, dtype=float)
    conditions = candidates(columns)
    inside = np.array([holds(one, columns) for one in conditions], dtype=float)
    rows = inside @ inside.T  # of each pair; of each one alone on the diagonal
    errors = (inside * wrong) @ inside.T
    won = np.where(rows >= 5, errors / np.maximum(rows, 1), 0)
    i, j = np.unravel_index(np.argmax(won), won.shape)
    return [conditions[i]] if i == j else [conditions[i], conditions[j]]
