from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss


def train(table):
    columns = sorted(name for name in table if name != config.TARGET)
    X, y = raw(table, columns), np.asarray(table[config.TARGET])
    held.update(columns=columns, centre=X.mean(axis=0), size=X.std(axis=0))
    held["model"] = LogisticRegression().fit(scaled(X).numpy(), y)
    top = serve(table)
    accuracy = float((top.argmax(axis=1) == y).mean())
    return {
        "rows": len(y), "curve": [loss_of(table)], "accuracy": accuracy, "highest": float(top.max())
    }


def serve(rows):
    return held["model"].predict_proba(scaled(raw(rows, held["columns"])).numpy())


def loss_of(rows):
    return float(log_loss(rows[config.TARGET], serve(rows), labels=[0, 1, 2]))
