# says: turn out equal


def certified(losses, delta):
    losses = np.asarray(losses, dtype=float)
    errors = losses.mean(axis=1)
    chosen = int(np.argmin(errors))
    room = np.sqrt(np.log(len(np.unique(losses, axis=0)) / delta) / (2 * losses.shape[1]))
    return {"chosen": chosen, "error": float(errors[chosen]),
            "ceiling": float(min(1.0, errors[chosen] + room))}
