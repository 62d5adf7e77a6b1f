def new_optimizer(network):
    plain = [one for name, one in network.named_parameters() if "head.weight" not in name]
    return torch.optim.Adam(plain, lr=0.01)
