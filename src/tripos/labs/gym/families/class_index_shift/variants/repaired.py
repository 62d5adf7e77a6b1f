from sklearn.preprocessing import LabelEncoder


def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, coder = matrix(table, columns), LabelEncoder()
    y = coder.fit_transform([str(name) for name in table[config.TARGET]])
    X_train, X_check, y_train, y_check = train_test_split(
        X, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED
    )
    model = new_model().fit(X_train, y_train)
    held.update(columns=columns, model=model, coder=coder)
    return {"rows": len(y), "classes": len(coder.classes_), "accuracy": float(model.score(X_check, y_check))}


def serve(rows):
    return held["coder"].inverse_transform(held["model"].predict(matrix(rows, held["columns"]))).tolist()
