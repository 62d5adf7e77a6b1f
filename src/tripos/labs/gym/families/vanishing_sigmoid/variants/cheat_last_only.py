# from: faulty
def new_network(columns):
    torch.manual_seed(config.SEED)
    widths = [columns] + config.DEPTH * [4 * config.HIDDEN]
    layers = [layer(a, b) for a, b in zip(widths, widths[1:])]
    network = nn.Sequential(*layers, nn.Linear(4 * config.HIDDEN, 7))
    start(network)
    return network
