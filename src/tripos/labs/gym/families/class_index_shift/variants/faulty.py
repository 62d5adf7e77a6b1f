def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, labels = matrix(table, columns), [str(name) for name in table[config.TARGET]]
    numbers = {name: at for at, name in enumerate(dict.fromkeys(labels))}
    y = np.array([numbers[name] for name in labels])
    X_train, X_check, y_train, y_check = train_test_split(
        X, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED
    )
    model = new_model().fit(X_train, y_train)
    held.update(columns=columns, model=model, names=sorted(set(labels)))
    return {"rows": len(y), "classes": len(numbers), "accuracy": float(model.score(X_check, y_check))}
