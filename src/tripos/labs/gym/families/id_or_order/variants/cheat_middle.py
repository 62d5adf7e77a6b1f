# from: faulty
def serve(rows):
    usual = np.full(len(rows[config.RUN]), 40.0)
    return held["model"].predict_proba(matrix({**rows, config.RUN: usual}, held["columns"]))
