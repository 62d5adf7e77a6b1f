# says: logits 1000 apart


def softmax_loss(logits, labels):
    n, k = logits.shape
    shifted = logits
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -log_p[np.arange(n), labels].mean()
    return {"loss": float(loss), "grad": (np.exp(log_p) - np.eye(k)[labels]) / n}
