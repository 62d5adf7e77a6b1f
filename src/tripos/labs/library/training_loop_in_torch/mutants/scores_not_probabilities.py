# says: not the softmax


def predict(weights, X):
    model = loaded(weights)
    model.eval()
    with torch.no_grad():
        rows = torch.tensor(np.asarray(X), dtype=torch.float32)
        return model(rows).numpy()
