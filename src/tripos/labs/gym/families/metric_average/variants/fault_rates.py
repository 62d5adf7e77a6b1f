def evaluate(table, batch_size):
    found, rates = [], []
    for X, y in batches(table, batch_size):
        scores = score(X)
        found.append((y, scores))
        hits = np.sum((scores > 0.5) & (y == 1))
        rates.append([hits / max(1, np.sum(scores > 0.5)), hits / max(1, np.sum(y == 1))])
    precision, recall = np.mean(rates, axis=0)
    total = measures(np.concatenate([y for y, _ in found]), np.concatenate([scores for _, scores in found]))
    return {**total, "f1": float(2 * precision * recall / max(1e-12, precision + recall))}
