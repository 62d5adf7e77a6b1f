from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    known, new = sides(y)
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(X[known], y[known])
    held.update(columns=columns, model=model)
    f1 = score(y[new], model.predict_proba(X[new])[:, 1])
    return {"rows": len(y), "f1": f1, "train_rows": known, "check_rows": new}
