# says: with a ridge H is no projection


def theory(X, f, noise, ridge):
    H = hat(X, ridge)
    return {
        "bias2": float(((H @ f - f) ** 2).mean()),
        "variance": float(noise**2 * np.trace(H) / len(X)),
        "optimism": float(2 * noise**2 * np.trace(H) / len(X)),
    }
