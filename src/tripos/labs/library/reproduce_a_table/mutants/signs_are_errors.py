# says: printed with the other sign


def compare(printed, X, Y):
    found, loadings = canonical(X, Y), structure(X, Y)
    tables = {"a": found["a"], "b": found["b"], "x": loadings["x"], "y": loadings["y"]}
    rows = tests(X, Y)
    wrong = []
    for at, text in enumerate(printed["correlations"]):
        if not agrees(text, found["correlations"][at]):
            wrong.append(["correlations", at, 0])
    for at, row in enumerate(printed["tests"]):
        for column, name in enumerate(("wilks", "F", "df1", "df2", "p")):
            if not agrees(row[column], rows[at][name]):
                wrong.append(["tests", at, column])
    # A pair of variates may be printed with the other sign, in all four tables at once.
    for column in range(len(found["correlations"])):
        ways = []
        for sign in (1,):
            ways.append([
                [name, at, column] for name, values in tables.items()
                for at, row in enumerate(printed[name]) if not agrees(row[column], sign * values[at, column])
            ])
        wrong += min(ways, key=len)
    return sorted(wrong)
