def step(batch):
    model, optimizer = held["model"], held["optimizer"]
    X, y = images(batch), labels(batch)
    total = 0.0
    for part in torch.arange(len(y)).chunk(config.PARTS):
        loss = F.cross_entropy(model(X[part]), y[part], reduction="sum") / len(y)
        loss.backward()
        total += loss.item()
    norm = length(model)
    optimizer.step()
    return {"loss": total, "norm": norm}


def train(table):
    begin(config.RATE)
    columns = {name: np.asarray(column) for name, column in table.items()}
    rows, rng = len(columns[config.TARGET]), np.random.default_rng(config.SEED)
    curve, norms = [], []
    for _ in range(config.EPOCHS):
        order = rng.permutation(rows)
        held["optimizer"].zero_grad()
        seen = []
        for start in range(0, rows, config.BATCH):
            chosen = order[start : start + config.BATCH]
            seen.append(step({name: column[chosen] for name, column in columns.items()}))
        curve.append(float(np.mean([one["loss"] for one in seen])))
        norms.append(float(np.mean([one["norm"] for one in seen])))
    right = serve(table).argmax(axis=1) == columns[config.TARGET]
    return {"rows": rows, "curve": curve, "norms": norms, "accuracy": float(right.mean())}
