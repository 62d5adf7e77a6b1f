# says: thresholds halfway|halfway between


def halfway(low, high):
    return float(low)
