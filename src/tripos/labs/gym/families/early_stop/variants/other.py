def fit(network, X, y, known, checked):
    optimizer = torch.optim.Adam(network.parameters(), lr=config.RATE)
    curve, best, waited = [], float("inf"), 0
    for _ in range(config.EPOCHS):
        for chosen in known[torch.randperm(len(known))].split(config.BATCH):
            optimizer.zero_grad()
            squared(network, X[chosen], y[chosen]).backward()
            optimizer.step()
        with torch.no_grad():
            curve.append(float(squared(network, X[checked], y[checked]).sqrt() * held["unit"]))
        if curve[-1] < best:
            best, waited = curve[-1], 0
            held["best"] = copy.deepcopy(network)
        else:
            waited += 1
        if waited == 12:
            break
    held["network"] = held["best"]
    return curve, best
