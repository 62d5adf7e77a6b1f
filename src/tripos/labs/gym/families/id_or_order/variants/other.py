from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def learnt(X, y, known):
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.3)).fit(X[known], y[known])


def train(table):
    columns = columns_of(table)
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    known, new = train_test_split(
        np.arange(len(y)), test_size=config.VALIDATION_SHARE, random_state=config.SEED + 3
    )
    model = learnt(X, y, known)
    held.update(columns=columns, model=model)
    weights = dict(zip(columns, np.abs(model[-1].coef_).mean(axis=0).tolist()))
    return {"rows": len(y), "weights": weights, "accuracy": float(model.score(X[new], y[new]))}
