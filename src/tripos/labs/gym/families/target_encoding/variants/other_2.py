from sklearn.preprocessing import TargetEncoder


def inputs(table):
    y = np.asarray(table[config.TARGET], dtype=float)
    places = np.asarray(table[config.PLACE])[:, None]
    held["coder"] = TargetEncoder(target_type="continuous", cv=8, random_state=config.SEED)
    return np.column_stack([plain(table), held["coder"].fit_transform(places, y)])


def serve(rows):
    place = held["coder"].transform(np.asarray(rows[config.PLACE])[:, None])
    return held["model"].predict(np.column_stack([plain(rows), place]))
