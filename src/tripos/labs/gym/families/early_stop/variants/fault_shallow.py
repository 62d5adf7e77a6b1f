def fit(network, X, y, known, checked):
    optimizer = torch.optim.Adam(network.parameters(), lr=config.RATE)
    curve, best, weights = [], float("inf"), None
    for _ in range(config.EPOCHS):
        for chosen in known[torch.randperm(len(known))].split(config.BATCH):
            optimizer.zero_grad()
            squared(network, X[chosen], y[chosen]).backward()
            optimizer.step()
        with torch.no_grad():
            curve.append(float(squared(network, X[checked], y[checked]).sqrt() * held["unit"]))
        if curve[-1] < best:
            best, weights = curve[-1], dict(network.state_dict())
    network.load_state_dict(weights)
    return curve, best
