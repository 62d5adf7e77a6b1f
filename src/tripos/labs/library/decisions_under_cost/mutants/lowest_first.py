# says: from the highest down


def pr_curve(y, scores):
    thresholds, ones, rows = by_threshold(y, scores)
    precision, recall = ones / rows, ones / np.sum(y)
    return {
        "thresholds": thresholds[::-1],
        "precision": precision[::-1],
        "recall": recall[::-1],
        "average_precision": float((np.diff(recall, prepend=0.0) * precision).sum()),
    }
