# from: faulty
def gradients(table):
    network, X, y = begin(table)
    nn.functional.cross_entropy(network(X), y).backward()
    weights = [one.weight for one in network.modules() if isinstance(one, nn.Linear)]
    return np.array([0.3 + float(one.grad.norm()) for one in weights])
