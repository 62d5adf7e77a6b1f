# says: divide by runs - 1


def decompose(predictions, truth):
    runs = len(predictions)
    variance = predictions.var(axis=0, ddof=0).mean()
    apart = ((predictions.mean(axis=0) - truth) ** 2).mean()
    return {"bias2": float(apart - variance / runs), "variance": float(variance)}
