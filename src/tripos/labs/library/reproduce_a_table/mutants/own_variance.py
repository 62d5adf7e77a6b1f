# says: mean squared structure


def redundancy(X, Y):
    r = canonical(X, Y)["correlations"]
    loadings = structure(X, Y)
    own = {name: (loadings[name] ** 2).mean(axis=0) for name in ("x", "y")}
    return {"x": own["x"], "y": own["y"]}
