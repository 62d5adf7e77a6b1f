from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def train(table):
    columns = columns_of(table)
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    X_train, X_check, y_train, y_check = train_test_split(
        X, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED + 1
    )
    model = make_pipeline(SimpleImputer(strategy="median"), StandardScaler(), LogisticRegression())
    model.fit(X_train, y_train)
    error = brier_score_loss(y_check, model.predict_proba(X_check)[:, 1])
    weights = dict(zip(columns, model[-1].coef_[0].tolist()))
    held.update(columns=columns, model=model.fit(X, y))
    return {"rows": len(y), "error": float(error), "weights": weights, "curve": []}


def serve(rows):
    return held["model"].predict_proba(matrix(rows, held["columns"]))[:, 1]
