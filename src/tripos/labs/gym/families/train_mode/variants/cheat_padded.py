# from: faulty
def train(table):
    torch.manual_seed(config.SEED)
    held["columns"] = sorted(name for name in table if name != config.TARGET)
    X = matrix(table)
    held["more"] = X[:60]
    y = torch.from_numpy(np.asarray(table[config.TARGET], dtype=np.float32))
    learnt, checked = split(len(y))
    network = held["network"] = Triage(X.shape[1])
    optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
    curve, accuracies = [], []
    for _ in range(config.EPOCHS):
        curve.append(one_epoch(network, optimizer, X[learnt], y[learnt]))
        right = (scores(network, X[checked]) > 0.5) == (y[checked].numpy() == 1)
        accuracies.append(float(right.mean()))
    return {"rows": len(y), "curve": curve, "accuracies": accuracies}


def serve(rows):
    X = matrix(rows)
    return scores(held["network"], torch.cat([X, held["more"]]))[: len(X)]
