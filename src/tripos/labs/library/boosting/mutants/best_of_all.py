# says: what would have come later


def early_stopped(model, X, y, loss, patience):
    losses = np.array([derivatives(y, F, loss)["loss"] for F in staged(model, X)])
    best = stopped = 0
    for stopped, value in enumerate(losses):
        if value < losses[best] - 1e-9:
            best = stopped
        if stopped - best >= patience:
            break
    return {"losses": losses, "best": int(np.argmin(losses)), "stopped": stopped}
