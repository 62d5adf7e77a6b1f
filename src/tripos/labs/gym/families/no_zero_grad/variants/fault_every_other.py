def begin(rate):
    torch.manual_seed(config.SEED)
    model = nn.Sequential(
        nn.Linear(64, config.HIDDEN), nn.ReLU(), nn.Linear(config.HIDDEN, config.CLASSES)
    )
    held.update(model=model, steps=0)
    held["optimizer"] = torch.optim.SGD(model.parameters(), lr=rate, momentum=0.9)


def step(batch):
    model, optimizer = held["model"], held["optimizer"]
    X, y = images(batch), labels(batch)
    if held["steps"] % 2 == 0:
        optimizer.zero_grad()
    held["steps"] += 1
    total = 0.0
    for part in torch.arange(len(y)).chunk(config.PARTS):
        loss = F.cross_entropy(model(X[part]), y[part], reduction="sum") / len(y)
        loss.backward()
        total += loss.item()
    norm = length(model)
    optimizer.step()
    return {"loss": total, "norm": norm}
