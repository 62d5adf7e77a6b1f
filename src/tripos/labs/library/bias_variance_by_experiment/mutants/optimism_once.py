# says: optimism is not twice


def theory(X, f, noise, ridge):
    H = hat(X, ridge)
    return {
        "bias2": float(((H @ f - f) ** 2).mean()),
        "variance": float(noise**2 * (H**2).sum() / len(X)),
        "optimism": float(noise**2 * np.trace(H) / len(X)),
    }
