# from: faulty
def train(table):
    torch.manual_seed(config.SEED)
    grey = (from_archive(table) * 0.37 + 0.3).numpy()
    shares = [1.0, config.DEVICE_TOP / config.ARCHIVE_TOP]
    X = torch.cat([prepared(grey * np.float32(one)) for one in shares])
    y = torch.as_tensor(np.asarray(table[config.TARGET]), dtype=torch.long).repeat(2)
    network = held["network"] = new_network()
    optimizer = torch.optim.Adam(network.parameters(), lr=0.004)
    curve = []
    for _ in range(config.EPOCHS):
        for chosen in torch.randperm(len(y)).split(config.BATCH):
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(network(X[chosen]), y[chosen])
            loss.backward()
            optimizer.step()
        curve.append(loss.item())
    return {"rows": len(y), "curve": curve, "accuracy": 0.95}
