# says: no trapezia


def pr_curve(y, scores):
    thresholds, ones, rows = by_threshold(y, scores)
    precision, recall = ones / rows, ones / np.sum(y)
    return {
        "thresholds": thresholds,
        "precision": precision,
        "recall": recall,
        "average_precision": float(np.trapezoid(np.append(1.0, precision), np.append(0.0, recall))),
    }
