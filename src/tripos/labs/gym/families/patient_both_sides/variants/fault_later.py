def sides(table):
    order = np.argsort(np.asarray(table["day"]), kind="stable")
    cut = round((1 - config.VALIDATION_SHARE) * len(order))
    return order[:cut], order[cut:]
