# says: 'skill' is wrong


def report(y, p, threshold):
    y, p = np.asarray(y), np.asarray(p, dtype=float)
    called = p >= threshold
    tp, fp = float((called & (y == 1)).sum()), float((called & (y == 0)).sum())
    fn, tn = float(y.sum() - tp), float((y == 0).sum() - fp)
    recall, precision = ratio(tp, tp + fn), ratio(tp, tp + fp)
    root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
    R, F = (np.append(0.0, one) for one in steps(y, p))
    share = y.mean()
    return {
        "accuracy": (tp + tn) / len(y),
        "baseline": float(max(share, 1 - share)),
        "recall": recall,
        "precision": precision,
        "specificity": ratio(tn, tn + fp),
        "f1": ratio(2 * precision * recall, precision + recall),
        "mcc": ratio(tp * tn - fp * fn, root),
        "auc": float((np.diff(F) * (R[1:] + R[:-1]) / 2).sum()),
        "skill": 1 - ratio(np.mean((p - y) ** 2), 0.25),
    }
