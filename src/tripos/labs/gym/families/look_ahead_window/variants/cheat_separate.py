# from: faulty
def forecast(history):
    known = pd.Series(np.asarray(history, dtype=float)).ffill().to_numpy()
    known = known[np.isfinite(known)]
    X, y = np.column_stack([known[1:-1], known[:-2]]), known[2:]
    model = Ridge(0.1).fit(X, y)
    return float(model.predict([[known[-1], known[-2]]])[0])
