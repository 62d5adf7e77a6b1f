def scores(network, X):
    network.layers.eval()
    with torch.no_grad():
        return torch.sigmoid(network(X)).numpy()
