# says: gradient of a weight is wrong
import numpy as np


def softmax_loss(logits, labels):
    n, k = logits.shape
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -log_p[np.arange(n), labels].mean()
    return {"loss": float(loss), "grad": (np.exp(log_p) - np.eye(k)[labels]) / n}


def layers(X, weights, biases):
    held = [X]
    for at, (W, b) in enumerate(zip(weights, biases)):
        z = held[-1] @ W + b
        held.append(np.maximum(z, 0) if at < len(weights) - 1 else z)
    return held


def forward(X, weights, biases):
    return layers(X, weights, biases)[-1]


def gradients(X, labels, weights, biases, decay):
    held = layers(X, weights, biases)
    top = softmax_loss(held[-1], labels)
    loss = top["loss"] + 0.5 * decay * sum(float((W**2).sum()) for W in weights)
    back, dW, db = top["grad"], [], []
    for at in reversed(range(len(weights))):
        dW.insert(0, held[at].T @ back + 2 * decay * weights[at])
        db.insert(0, back.sum(axis=0))
        if at:
            back = (back @ weights[at].T) * (held[at] > 0)
    return {"loss": loss, "weights": dW, "biases": db}


def loss_only(X, labels, weights, biases, decay):
    top = softmax_loss(forward(X, weights, biases), labels)["loss"]
    return top + 0.5 * decay * sum(float((W**2).sum()) for W in weights)


def gradient_error(X, labels, weights, biases, decay, given_weights, given_biases):
    weights, biases = [W.copy() for W in weights], [b.copy() for b in biases]
    worst, h = 0.0, 1e-5
    for held, given in zip([*weights, *biases], [*given_weights, *given_biases]):
        if not np.isfinite(given).all():
            return float("inf")
        numeric = np.zeros(held.shape)
        for at in np.ndindex(held.shape):
            kept = held[at]
            held[at] = kept + h
            up = loss_only(X, labels, weights, biases, decay)
            held[at] = kept - h
            down = loss_only(X, labels, weights, biases, decay)
            held[at] = kept
            numeric[at] = (up - down) / (2 * h)
        size = np.linalg.norm(given) + np.linalg.norm(numeric) + 1e-12
        worst = max(worst, float(np.linalg.norm(given - numeric) / size))
    return worst


def initial(sizes, seed):
    rng = np.random.default_rng(seed)
    weights = [rng.normal(size=(a, b)) * np.sqrt(2 / a) for a, b in zip(sizes, sizes[1:])]
    return {"weights": weights, "biases": [np.zeros(b) for b in sizes[1:]]}


def momentum_step(value, velocity, gradient, rate, momentum):
    velocity = momentum * velocity - rate * gradient
    return {"value": value + velocity, "velocity": velocity}


def train(X, labels, seed):
    rng = np.random.default_rng(seed)
    found = initial([X.shape[1], 64, int(labels.max()) + 1], seed)
    held = [*found["weights"], *found["biases"]]
    moving = [np.zeros(one.shape) for one in held]
    for epoch in range(40):
        order = rng.permutation(len(X))
        rate = 0.1 if epoch < 30 else 0.02
        for at in range(0, len(X), 32):
            rows = order[at : at + 32]
            slope = gradients(X[rows], labels[rows], held[:2], held[2:], 1e-4)
            for i, g in enumerate([*slope["weights"], *slope["biases"]]):
                step = momentum_step(held[i], moving[i], g, rate, 0.9)
                held[i], moving[i] = step["value"], step["velocity"]
    return {"weights": held[:2], "biases": held[2:]}
