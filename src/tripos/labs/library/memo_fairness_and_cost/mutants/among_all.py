# says: among the orders


def among(y, rate):
    return {"selection": np.ones(len(y), bool), "true_positive": np.ones(len(y), bool), "false_positive": y == 0}[rate]
