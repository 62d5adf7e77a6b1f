def evaluate(table):
    y = np.asarray(table[config.TARGET], dtype=int)
    scores = serve({name: column for name, column in table.items() if name != config.TARGET})
    up, down = scores[y == 1], scores[y == 0]
    pairs = (up[:, None] > down).mean() + 0.5 * (up[:, None] == down).mean()
    return {
        "auc": float(pairs), "ap": float(average_precision_score(y, scores)),
        "accuracy": float(accuracy_score(y, scores > 0.5)),
    }
