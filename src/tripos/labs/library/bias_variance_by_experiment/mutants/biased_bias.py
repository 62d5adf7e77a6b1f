# says: varies" itself|varies itself


def decompose(predictions, truth):
    runs = len(predictions)
    variance = predictions.var(axis=0, ddof=1).mean()
    apart = ((predictions.mean(axis=0) - truth) ** 2).mean()
    return {"bias2": float(apart), "variance": float(variance)}
