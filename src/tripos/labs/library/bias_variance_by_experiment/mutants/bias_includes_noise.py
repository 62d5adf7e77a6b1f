# says: mean square of Hf - f


def theory(X, f, noise, ridge):
    H = hat(X, ridge)
    return {
        "bias2": float(((H @ f - f) ** 2).mean() + noise**2),
        "variance": float(noise**2 * (H**2).sum() / len(X)),
        "optimism": float(2 * noise**2 * np.trace(H) / len(X)),
    }
