# says: after each but the last


def layers(X, weights, biases):
    held = [X]
    for at, (W, b) in enumerate(zip(weights, biases)):
        z = held[-1] @ W + b
        held.append(np.maximum(z, 0))
    return held
