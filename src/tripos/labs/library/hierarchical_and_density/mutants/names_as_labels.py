# says: by their lowest row


def joined(merges, steps):
    """Labels after the first merges, numbered by the first row of each cluster."""
    n = len(merges) + 1
    parts = {i: [i] for i in range(n)}
    for step, (a, b) in enumerate(np.asarray(merges)[:steps, :2].astype(int)):
        parts[n + step] = parts.pop(a) + parts.pop(b)
    labels = np.empty(n, dtype=int)
    for number, rows in enumerate(parts.values()):
        labels[rows] = number
    return labels
