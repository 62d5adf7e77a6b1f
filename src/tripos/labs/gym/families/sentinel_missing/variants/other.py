from sklearn.ensemble import RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline


def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    X_train, X_check, y_train, y_check = train_test_split(
        X, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED
    )
    model = make_pipeline(
        SimpleImputer(strategy="mean", add_indicator=True),
        RandomForestClassifier(40, random_state=config.SEED),
    ).fit(X_train, y_train)
    held.update(columns=columns, model=model)
    about = {name: [float(np.nanmean(X[:, at])), float(np.nanstd(X[:, at]))] for at, name in enumerate(columns)}
    return {"rows": len(y), "columns": about, "accuracy": float(model.score(X_check, y_check))}


def serve(rows):
    return held["model"].predict_proba(matrix(rows, held["columns"]))[:, 1]
