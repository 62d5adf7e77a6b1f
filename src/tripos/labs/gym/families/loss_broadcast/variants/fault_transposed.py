def squared(predicted, wanted):
    gap = predicted - wanted.T
    return (gap * gap).mean()
