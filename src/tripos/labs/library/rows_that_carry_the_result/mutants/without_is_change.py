# says: report: without


def report(X, y, column, most):
    rows = carriers(X, y, column, most)
    kept = np.delete(np.arange(len(y)), rows)
    return {
        "coefficient": coefficient(X, y, column)[0],
        "rows": rows,
        "share": len(rows) / len(y),
        "without": coefficient(np.asarray(X)[kept], np.asarray(y)[kept], column)[0] - coefficient(X, y, column)[0],
        "fragile": bool(rows),
    }
