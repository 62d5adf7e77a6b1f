# says: flatter it


def failing_slice(columns, wrong, fresh_columns, fresh_wrong, level):
    """What was searched for cannot testify for itself: fresh rows judge it."""
    nothing = {"slice": [], "error": 0.0, "low": 0.0, "high": 0.0}
    conditions = search(columns, wrong)
    fresh_columns, fresh_wrong = columns, wrong
    fresh_wrong = np.asarray(fresh_wrong) > 0
    inside = covers(conditions, fresh_columns)
    n, k = int(inside.sum()), int(fresh_wrong[inside].sum())
    if n < LEAST_ROWS or n == len(inside) or excess(fresh_wrong, inside) > level:
        return nothing
    if k / n < 2 * fresh_wrong[~inside].mean():
        return nothing
    low, high = interval(k, n, 0.95)
    return {"slice": conditions, "error": k / n, "low": low, "high": high}
