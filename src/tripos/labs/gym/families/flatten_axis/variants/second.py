def scaled(values):
    return values / values.abs().max()
