from sklearn.impute import KNNImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline


def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    X_train, X_check, y_train, y_check = train_test_split(
        X, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y
    )
    scaler = StandardScaler().fit(X_train)
    model = make_pipeline(KNNImputer(), LogisticRegression()).fit(scaler.transform(X_train), y_train)
    held.update(columns=columns, scaler=scaler, model=model)
    about = {name: [float(scaler.mean_[at]), float(scaler.scale_[at])] for at, name in enumerate(columns)}
    accuracy = float(model.score(scaler.transform(X_check), y_check))
    return {"rows": len(y), "columns": about, "accuracy": accuracy}


def serve(rows):
    X = held["scaler"].transform(matrix(rows, held["columns"]))
    return held["model"].predict_proba(X)[:, 1]
