def serve(rows):
    shares = held["model"].predict_proba(matrix(rows, held["columns"]))
    return [held["names"][at] for at in np.argsort(-shares, axis=1)[:, 1]]
