def step(batch):
    model, optimizer = held["model"], held["optimizer"]
    X, y = images(batch), labels(batch)
    for one in model.parameters():
        if one.grad is not None:
            one.grad = one.grad.detach() / config.PARTS
    total = 0.0
    for part in torch.arange(len(y)).chunk(config.PARTS):
        loss = F.cross_entropy(model(X[part]), y[part], reduction="sum") / len(y)
        loss.backward()
        total += loss.item()
    norm = length(model)
    optimizer.step()
    return {"loss": total, "norm": norm}
