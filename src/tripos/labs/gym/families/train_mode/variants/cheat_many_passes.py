# from: faulty
def scores(network, X):
    with torch.no_grad():
        return torch.stack([torch.sigmoid(network(X)) for _ in range(30)]).mean(dim=0).numpy()
