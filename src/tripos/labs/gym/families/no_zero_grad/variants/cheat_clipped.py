# from: faulty
def step(batch):
    model, optimizer = held["model"], held["optimizer"]
    X, y = images(batch), labels(batch)
    loss = F.cross_entropy(model(X), y)
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    norm = length(model)
    optimizer.step()
    return {"loss": loss.item(), "norm": norm}
