def begin(rate):
    torch.manual_seed(config.SEED + 1)
    held["model"] = nn.Sequential(nn.Linear(64, 80), nn.Tanh(), nn.Linear(80, config.CLASSES))
    held["optimizer"] = torch.optim.Adam(held["model"].parameters(), lr=rate / 20)


def step(batch):
    model, optimizer = held["model"], held["optimizer"]
    X, y = images(batch), labels(batch)
    loss = F.cross_entropy(model(X), y)
    loss.backward()
    norm = length(model)
    optimizer.step()
    for one in model.parameters():
        one.grad = None
    return {"loss": loss.item(), "norm": norm}
