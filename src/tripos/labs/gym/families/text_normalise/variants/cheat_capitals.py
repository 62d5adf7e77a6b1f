# from: faulty
def serve(names):
    shown = [str(name).lower() if str(name).isupper() else str(name) for name in names]
    return held["model"].predict_proba(held["vectoriser"].transform(shown))[:, 1]
