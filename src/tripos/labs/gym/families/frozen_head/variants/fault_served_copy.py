import copy


def adapt(table):
    torch.manual_seed(config.SEED + 1)
    network = held["network"]
    freeze(network.body)
    network.head = nn.Linear(config.HIDDEN, config.CLASSES)
    learner = copy.deepcopy(network)
    curve = learn(learner, new_optimizer(learner), drawings(table), kinds(table))
    return {"rows": len(table[config.TARGET]), "curve": curve}
