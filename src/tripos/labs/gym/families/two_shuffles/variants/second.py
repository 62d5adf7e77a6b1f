def chunks(order):
    return [order[at : at + config.BATCH] for at in range(0, len(order) - config.BATCH, config.BATCH)]
