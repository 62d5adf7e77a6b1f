# says: not the softmax|changes with


def predict(weights, X):
    model = loaded(weights)
    model.eval()
    with torch.no_grad():
        rows = torch.tensor(np.asarray(X), dtype=torch.float32)
        return torch.softmax(model(rows), dim=0).numpy()
