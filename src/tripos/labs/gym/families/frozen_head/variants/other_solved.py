from sklearn.linear_model import LogisticRegression


def adapt(table):
    held["last"] = LogisticRegression(max_iter=300).fit(features(table), kinds(table).numpy())
    return {"rows": len(table[config.TARGET]), "curve": []}


def serve(rows):
    return held["last"].predict_proba(features(rows))
