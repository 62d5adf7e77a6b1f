# from: faulty
def serve(rows):
    X = matrix(rows, held["columns"])
    late = [config.ENTERED[name] == "closing" for name in held["columns"]]
    X[:, late] = np.nan
    return held["model"].predict_proba(filled(X))[:, 1]
