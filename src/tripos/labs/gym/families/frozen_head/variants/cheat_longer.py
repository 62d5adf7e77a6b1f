# from: faulty
def new_optimizer(network):
    return torch.optim.Adam(network.parameters(), lr=0.1)
