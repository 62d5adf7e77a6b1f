# says: row by row


def agreement(A, moved):
    """Correlation of what is said and what happens, row by row, on average."""
    A, moved = np.abs(A).mean(axis=0, keepdims=True), np.abs(moved).mean(axis=0, keepdims=True)
    a = A - A.mean(axis=1, keepdims=True)
    b = moved - moved.mean(axis=1, keepdims=True)
    norm = np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1)
    return ((a * b).sum(axis=1) / np.maximum(norm, 1e-12)).mean()
