# from: faulty
def scores(X):
    with torch.no_grad():
        return (held["network"](X) / 5).softmax(dim=1).numpy()
