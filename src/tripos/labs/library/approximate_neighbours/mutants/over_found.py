# says: recall


def recall(found, truth):
    shares = [len(set(a) & set(b)) / len(a) for a, b in zip(np.asarray(found).tolist(),
                                                            np.asarray(truth).tolist())]
    return float(np.mean(shares))
