# says: after each round


def history(model, X, y):
    y, alphas = np.asarray(y, dtype=float), np.asarray(model["alphas"], dtype=float)
    votes = np.array([says(stump, X) for stump in model["stumps"]])
    yF = y * (alphas[:, None] * votes)
    return {
        "errors": (yF <= 0).mean(axis=1),
        "bounds": np.exp(-yF).mean(axis=1),
        "margins": yF[-1] / np.abs(alphas).sum(),
    }
