def pretrain(table):
    torch.manual_seed(config.SEED)
    network = held["network"] = Reader(config.KNOWN)
    optimizer = held["optimizer"] = new_optimizer(network)
    curve = learn(network, optimizer, drawings(table), kinds(table))
    return {"rows": len(table[config.TARGET]), "curve": curve}


def adapt(table):
    torch.manual_seed(config.SEED + 1)
    network = held["network"]
    freeze(network.body)
    network.head = nn.Linear(config.HIDDEN, config.CLASSES)
    curve = learn(network, held["optimizer"], drawings(table), kinds(table))
    return {"rows": len(table[config.TARGET]), "curve": curve}
