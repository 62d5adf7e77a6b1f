# from: faulty
def step(batch):
    model, optimizer = held["model"], held["optimizer"]
    X, y = images(batch), labels(batch)
    loss = F.cross_entropy(model(X), y)
    weights = list(model.parameters())
    fresh = torch.autograd.grad(loss, weights, retain_graph=True)
    loss.backward()
    optimizer.step()
    norm = float(torch.sqrt(sum((one**2).sum() for one in fresh)))
    return {"loss": loss.item(), "norm": norm}
