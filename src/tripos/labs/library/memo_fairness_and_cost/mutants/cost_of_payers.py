# says: cost_per_1000


def cost_per_1000(y, granted, unpaid, refused):
    return float(1000 * np.mean(np.where(y == 1, refused * ~granted, unpaid * granted))) / y.mean()
