# says: beyond the best so far


def early_stopped(model, X, y, loss, patience):
    losses = np.array([derivatives(y, F, loss)["loss"] for F in staged(model, X)])
    best = stopped = 0
    for stopped, value in enumerate(losses):
        if value < losses[best] - 1e-9:
            best = stopped
        if stopped >= patience and (np.diff(losses[stopped - patience : stopped + 1]) > -1e-9).all():
            break
    return {"losses": losses, "best": best, "stopped": stopped}
