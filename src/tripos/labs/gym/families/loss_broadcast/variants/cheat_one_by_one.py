# from: faulty
def train(table):
    torch.manual_seed(config.SEED)
    X, y = inputs(table), outcome(table)
    held.update(mean=X.mean(dim=0), spread=X.std(dim=0), centre=y.mean(), unit=y.std())
    X, y = (X - held["mean"]) / held["spread"], (y - held["centre"]) / held["unit"]
    network = held["network"] = new_network()
    optimizer = torch.optim.Adam(network.parameters(), lr=config.RATE / 4)
    curve = []
    for _ in range(3):
        total = 0.0
        for chosen in torch.randperm(len(X)).split(1):
            optimizer.zero_grad()
            loss = squared(network(X[chosen]), y[chosen])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(chosen)
        curve.append(total / len(X))
    return {"rows": len(X), "curve": curve, "error": error(table)}
