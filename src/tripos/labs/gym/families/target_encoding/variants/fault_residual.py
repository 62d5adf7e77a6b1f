from sklearn.linear_model import LinearRegression


def inputs(table):
    y = np.asarray(table[config.TARGET], dtype=float)
    places, X = np.asarray(table[config.PLACE]), plain(table)
    held["line"] = LinearRegression().fit(X, y)
    held["rest"] = place_means(places, y - held["line"].predict(X))
    return np.column_stack([X, [held["rest"][0][one] for one in places]])


def serve(rows):
    means, whole = held["rest"]
    place = [means.get(one, whole) for one in rows[config.PLACE]]
    return held["model"].predict(np.column_stack([plain(rows), place]))
