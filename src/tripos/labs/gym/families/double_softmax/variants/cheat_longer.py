# from: faulty
def train(table):
    torch.manual_seed(config.SEED)
    columns = sorted(name for name in table if name != config.TARGET)
    X, y = raw(table, columns), answers(table)
    held.update(columns=columns, centre=X.mean(axis=0), size=X.std(axis=0))
    X, model = scaled(X), Assay(len(columns))
    optimizer = torch.optim.Adam(model.parameters(), lr=2 * config.RATE)
    curve = []
    for _ in range(4 * config.EPOCHS):
        for chosen in torch.randperm(len(y)).split(config.BATCH):
            optimizer.zero_grad()
            surprise(model, X[chosen], y[chosen]).backward()
            optimizer.step()
        with torch.no_grad():
            curve.append(surprise(model, X, y).item())
    held["model"] = model
    top = serve(table)
    accuracy = float((top.argmax(axis=1) == y.numpy()).mean())
    return {"rows": len(y), "curve": curve, "accuracy": accuracy, "highest": float(top.max())}
