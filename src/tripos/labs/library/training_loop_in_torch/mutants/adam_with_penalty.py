# says: does not shrink


def optimiser_of(model, config):
    found = dict(model.named_parameters())
    groups = [
        {"params": [found[NAMES["W1"]], found[NAMES["W2"]]], "weight_decay": config["decay"]},
        {"params": [found[NAMES["b1"]], found[NAMES["b2"]]], "weight_decay": 0.0},
    ]
    return torch.optim.Adam(groups, lr=config["rate"])
