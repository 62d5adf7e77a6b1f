# from: faulty
def train(table):
    network, X, y = begin(table)
    optimizer = torch.optim.Adam(network.parameters(), lr=4 * config.RATE)
    curve = []
    for _ in range(2 * config.EPOCHS):
        total = 0.0
        for chosen in torch.randperm(len(y)).split(config.BATCH):
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(network(X[chosen]), y[chosen])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(chosen)
        curve.append(total / len(y))
    held["network"] = network
    right = serve(table).argmax(axis=1) == y.numpy()
    return {"rows": len(y), "curve": curve, "accuracy": float(right.mean())}
