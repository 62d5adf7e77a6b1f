# says: do not cut at 0


def decompose(predictions, truth):
    runs = len(predictions)
    variance = predictions.var(axis=0, ddof=1).mean()
    apart = ((predictions.mean(axis=0) - truth) ** 2).mean()
    return {"bias2": max(0.0, float(apart - variance / runs)), "variance": float(variance)}
