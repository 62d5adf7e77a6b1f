# from: faulty
def serve(names):
    cleaned = [clean(name) for name in names]
    return held["model"].predict_proba(held["vectoriser"].transform(cleaned))[:, 1]
