# says: lower number comes first


def rank(scores, depth):
    return np.argsort(np.asarray(scores), axis=1, kind="stable")[:, ::-1][:, :depth]
