# says: at most 1


def certified(losses, delta):
    losses = np.asarray(losses, dtype=float)
    errors = losses.mean(axis=1)
    chosen = int(np.argmin(errors))
    room = np.sqrt(np.log(len(losses) / delta) / (2 * losses.shape[1]))
    return {"chosen": chosen, "error": float(errors[chosen]),
            "ceiling": float(errors[chosen] + room)}
