# says: integrated
import numpy as np

ENOUGH = 0.5  # agreement with interventions, row by row, of an explanation of this network


def outputs(net, X):
    return np.maximum(np.asarray(X) @ net["W1"] + net["b1"], 0) @ net["W2"] + net["b2"]


def gradients(net, X):
    on = np.ones((len(X), 1)) * net["W2"]
    return on @ np.asarray(net["W1"]).T


def integrated(net, X, baseline, steps):
    X, baseline = np.asarray(X, dtype=float), np.asarray(baseline, dtype=float)
    total = np.zeros_like(X)
    for k in range(steps):
        total += gradients(net, baseline + (k + 0.5) / steps * (X - baseline))
    return (X - baseline) * total / steps


def occlusion(net, X, baseline):
    X = np.asarray(X, dtype=float)
    whole = outputs(net, X)
    found = np.empty_like(X)
    for j in range(X.shape[1]):
        without = X.copy()
        without[:, j] = baseline[j]
        found[:, j] = whole - outputs(net, without)
    return found


def deletion(net, X, A, baseline):
    X = np.array(X, dtype=float)
    order = np.argsort(-np.asarray(A), axis=1, kind="stable")
    rows = np.arange(len(X))
    curve = [outputs(net, X).mean()]
    for j in order.T:
        X[rows, j] = np.asarray(baseline)[j]
        curve.append(outputs(net, X).mean())
    return np.array(curve)


def agreement(A, moved):
    """Correlation of what is said and what happens, row by row, on average."""
    a = A - A.mean(axis=1, keepdims=True)
    b = moved - moved.mean(axis=1, keepdims=True)
    norm = np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1)
    return ((a * b).sum(axis=1) / np.maximum(norm, 1e-12)).mean()


def fakes(net, X, explanations, baseline):
    moved = occlusion(net, X, baseline)
    found = [agreement(np.asarray(A), moved) for A in explanations]
    return [i for i, one in enumerate(found) if one < ENOUGH]
