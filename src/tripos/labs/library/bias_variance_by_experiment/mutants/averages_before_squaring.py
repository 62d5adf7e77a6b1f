# says: squared biases|squared bias


def decompose(predictions, truth):
    runs = len(predictions)
    variance = predictions.var(axis=0, ddof=1).mean()
    apart = (predictions.mean() - truth.mean()) ** 2
    return {"bias2": float(apart - variance / runs), "variance": float(variance)}
