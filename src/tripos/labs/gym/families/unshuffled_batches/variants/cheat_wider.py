# from: faulty
def new_network():
    return nn.Sequential(nn.Linear(64, 160), nn.Tanh(), nn.Linear(160, len(config.CLASSES)))
