# says: steps of recall


def pr_curve(y, scores):
    thresholds, ones, rows = by_threshold(y, scores)
    precision, recall = ones / rows, ones / np.sum(y)
    return {
        "thresholds": thresholds,
        "precision": precision,
        "recall": recall,
        "average_precision": float(precision.mean()),
    }
