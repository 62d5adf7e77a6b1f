# says: variance is not noise


def theory(X, f, noise, ridge):
    H = hat(X, ridge)
    return {
        "bias2": float(((H @ f - f) ** 2).mean()),
        "variance": float(noise * (H**2).sum() / len(X)),
        "optimism": float(2 * noise**2 * np.trace(H) / len(X)),
    }
