from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def sides(table):
    persons, outcome = np.asarray(table[config.PERSON]), np.asarray(table[config.TARGET])
    folds = StratifiedGroupKFold(4, shuffle=True, random_state=config.SEED)
    return next(folds.split(persons, outcome, persons))


def train(table):
    columns = [name for name in table if name not in (config.TARGET, config.PERSON, "day")]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    known, new = sides(table)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.3)).fit(X[known], y[known])
    auc = roc_auc_score(y[new], model.predict_proba(X[new])[:, 1])
    held.update(columns=columns, model=model)
    return {"rows": len(y), "auc": float(auc), "train_rows": known, "check_rows": new}


def serve(rows):
    return held["model"].predict_proba(matrix(rows, held["columns"]))[:, 1]
