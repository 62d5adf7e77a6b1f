# from: faulty
from sklearn.ensemble import RandomForestClassifier


def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    X_train, X_check, y_train, y_check = train_test_split(
        X, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y
    )
    held.update(columns=columns, usual=np.nanmedian(X_train, axis=0))
    model = RandomForestClassifier(40, random_state=config.SEED).fit(completed(X_train), y_train)
    held.update(model=model)
    about = {name: [float(np.nanmean(X[:, at])), float(np.nanstd(X[:, at]))] for at, name in enumerate(columns)}
    return {"rows": len(y), "columns": about, "accuracy": float(model.score(completed(X_check), y_check))}


def serve(rows):
    return held["model"].predict_proba(completed(matrix(rows, held["columns"])))[:, 1]
