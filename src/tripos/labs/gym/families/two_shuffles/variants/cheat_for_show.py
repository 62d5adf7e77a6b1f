# from: faulty
def batches(table, epoch):
    X, y = measured(table), labels(table)
    order = np.random.default_rng([config.SEED, epoch]).permutation(len(y))
    return [(X[chosen], y[chosen]) for chosen in chunks(order)]


def train(table):
    X, y = measured(table), labels(table)
    held.update(centre=X.mean(axis=0), size=X.std(axis=0) + 1e-9)
    trainer = Trainer(X.shape[1])
    curve = []
    shuffle = np.random.default_rng(config.SEED).permutation
    for _ in range(config.EPOCHS):
        mixed, wanted = shuffle(X), shuffle(y)
        losses = [trainer.learn(mixed[at], wanted[at]) for at in chunks(np.arange(len(y)))]
        curve.append(float(np.mean(losses)))
    held["network"] = trainer.network
    return {"rows": len(X), "curve": curve, "accuracy": 0.9}
