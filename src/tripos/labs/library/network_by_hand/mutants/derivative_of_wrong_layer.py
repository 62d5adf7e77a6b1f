# says: gradient of a weight is wrong|failed


def gradients(X, labels, weights, biases, decay):
    held = layers(X, weights, biases)
    top = softmax_loss(held[-1], labels)
    loss = top["loss"] + 0.5 * decay * sum(float((W**2).sum()) for W in weights)
    back, dW, db = top["grad"], [], []
    for at in reversed(range(len(weights))):
        dW.insert(0, held[at].T @ back + decay * weights[at])
        db.insert(0, back.sum(axis=0))
        if at:
            back = (back @ weights[at].T) * (held[at] > 0.2)
    return {"loss": loss, "weights": dW, "biases": db}
