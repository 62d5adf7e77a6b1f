# says: numbers twice


def recall(found, truth):
    shares = [sum(one in set(b) for one in a) / len(b) for a, b in zip(np.asarray(found).tolist(),
                                                            np.asarray(truth).tolist())]
    return float(np.mean(shares))
