def train(table):
    torch.manual_seed(config.SEED)
    X, y = measured(table), codes(table[config.TARGET])
    network = held["network"] = new_network()
    optimizer = torch.optim.Adam(network.parameters(), lr=0.02)
    loss_of, curve = nn.CrossEntropyLoss(), []
    for _ in range(150):
        optimizer.zero_grad()
        loss = loss_of(network(X), y)
        loss.backward()
        optimizer.step()
        curve.append(loss.item())
    right = serve(table).argmax(axis=1) == y.numpy()
    return {"rows": len(y), "curve": curve, "accuracy": float(right.mean())}
