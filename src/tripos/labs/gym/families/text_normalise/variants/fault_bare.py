# from: faulty
def bare(text):
    parts = unicodedata.normalize("NFKD", str(text))
    return "".join(one for one in parts if not unicodedata.combining(one))


def serve(names):
    return held["model"].predict_proba(held["vectoriser"].transform([bare(name) for name in names]))[:, 1]
