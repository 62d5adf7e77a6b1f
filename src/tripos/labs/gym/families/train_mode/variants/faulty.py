def scores(network, X):
    with torch.no_grad():
        return torch.sigmoid(network(X)).numpy()
