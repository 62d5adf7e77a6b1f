def serve(rows):
    X = np.array([cells(row, held["columns"]) for row in rows])
    sent = np.where(np.isnan(X), 0, X).sum(axis=1) / np.maximum(1, np.isfinite(X).sum(axis=1))
    return score(np.where(np.isnan(X), sent[:, None], X))
