# says: nearest centre|means of their clusters|end at the cost


def lloyd(X, centres):
    centres = np.array(centres, dtype=float)
    k, labels, path = len(centres), None, []
    while True:
        far = squared(X, centres)
        new = far.argmin(axis=1)
        cost = far[np.arange(len(X)), new]
        for j in range(k):
            if not (new == j).any():
                counts = np.bincount(new, minlength=k)
                row = np.where(counts[new] > 1, cost, -1.0).argmax()
                new[row], cost[row], centres[j] = j, 0.0, X[row]
        path.append(float(cost.sum()))
        if len(path) == 2:
            return {"centres": centres, "labels": labels, "path": path}
        labels = new
        centres = np.array([X[labels == j].mean(axis=0) for j in range(k)])
