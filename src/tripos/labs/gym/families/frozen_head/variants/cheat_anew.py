# from: faulty
def adapt(table):
    torch.manual_seed(config.SEED + 1)
    network = held["network"] = Reader(config.CLASSES)
    curve = learn(network, new_optimizer(network), drawings(table), kinds(table))
    return {"rows": len(table[config.TARGET]), "curve": curve}
