def evaluate(table, batch_size):
    counts, pairs, loss, rows = np.zeros(3), [], 0.0, 0
    for X, y in batches(table, batch_size):
        scores = score(X)
        stopped = scores > 0.5
        counts += [np.sum(stopped & (y == 1)), np.sum(stopped & (y == 0)), np.sum(~stopped & (y == 1))]
        loss -= np.sum(np.log(np.where(y == 1, scores, 1 - scores)))
        pairs += list(zip(scores, y))
        rows += len(y)
    up = np.array([one for one, label in pairs if label == 1])
    down = np.array([one for one, label in pairs if label == 0])
    above = (up[:, None] > down).mean() + 0.5 * (up[:, None] == down).mean()
    hits, false, missed = counts
    return {"f1": 2 * hits / max(1.0, 2 * hits + false + missed), "auc": float(above), "loss": float(loss / rows)}
