# from: faulty
def clean_request(text):
    known = str(text).lower().encode("ascii", "ignore").decode()
    return re.sub(r"[\s-]+", " ", known).strip()


def serve(names):
    cleaned = [clean_request(name) for name in names]
    return held["model"].predict_proba(held["vectoriser"].transform(cleaned))[:, 1]
