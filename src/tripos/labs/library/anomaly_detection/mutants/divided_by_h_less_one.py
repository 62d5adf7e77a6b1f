# says: divided by h


def distances_from(X, rows):
    """Squared Mahalanobis distances by the mean and covariance of some rows, and log det."""
    centre = X[rows].mean(axis=0)
    # By singular values: the covariance itself would square the condition number.
    _, sizes, axes = np.linalg.svd((X[rows] - centre) / np.sqrt(len(rows) - 1), full_matrices=False)
    if sizes[-1] <= 1e-12 * sizes[0]:
        return None, -np.inf
    return (((X - centre) @ axes.T / sizes) ** 2).sum(axis=1), 2 * np.log(sizes).sum()
