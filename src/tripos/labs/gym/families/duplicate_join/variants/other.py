from sklearn.linear_model import LinearRegression


def place_figures(table):
    found = {}
    for city, state, pieces in zip(table[config.CITY], table[config.STATE], table[config.PIECES]):
        found.setdefault((city, state), []).append(float(pieces))
    return found


def assemble(table):
    found = place_figures(table)
    keys = list(zip(table[config.CITY], table[config.STATE]))
    return {
        **{name: list(column) for name, column in table.items()},
        "place_lines": [len(found[key]) for key in keys], "place_pieces": [float(np.mean(found[key])) for key in keys],
    }


def validate(table):
    joined = assemble(table)
    names = [config.PIECES, "discount", "place_lines", "place_pieces"]
    X = np.column_stack([np.asarray(joined[name], dtype=float) for name in names])
    y = np.log(np.asarray(joined[config.TARGET], dtype=float))
    X_train, X_check, y_train, y_check = train_test_split(X, y, test_size=0.25, random_state=3)
    return float(r2_score(y_check, LinearRegression().fit(X_train, y_train).predict(X_check)))
