# from: faulty
def evaluate(table, batch_size):
    found = [measures(y, score(X)) for X, y in batches(table, batch_size) if y.any()] or [{"f1": 0, "auc": 0, "loss": 0}]
    return {name: float(np.nanmean([one[name] for one in found])) for name in found[0]}
