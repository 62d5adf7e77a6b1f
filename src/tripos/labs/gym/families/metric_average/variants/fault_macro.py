def measures(y, scores):
    mixed = 0 < y.mean() < 1
    return {
        "f1": float(f1_score(y, scores > 0.5, average="macro", zero_division=0)),
        "auc": float(roc_auc_score(y, scores)) if mixed else float("nan"),
        "loss": float(log_loss(y, scores, labels=[0, 1])),
    }
