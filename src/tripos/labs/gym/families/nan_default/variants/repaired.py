# from: faulty
def train(table):
    columns = [name for name in table if name != config.TARGET]
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in columns])
    y = np.asarray(table[config.TARGET], dtype=int)
    X_train, X_check, y_train, y_check = train_test_split(
        X, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y
    )
    usual = dict(zip(columns, np.nanmedian(X_train, axis=0)))
    held.update(columns=columns, usual=usual, model=new_model().fit(X_train, y_train))
    right = (score(X_check) > 0.5) == (y_check == 1)
    return {"rows": len(y), "gaps": float(np.isnan(X).mean()), "accuracy": float(right.mean())}


def cells(row, columns):
    sent = {name: value for name, value in row.items() if value is not None}
    return [sent.get(name, held["usual"][name]) for name in columns]
