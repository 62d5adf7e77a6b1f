# from: faulty
def serve(names):
    lower = [str(name).lower().strip() for name in names]
    return held["model"].predict_proba(held["vectoriser"].transform(lower))[:, 1]
