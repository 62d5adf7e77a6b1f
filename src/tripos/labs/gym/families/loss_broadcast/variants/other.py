def outcome(rows):
    return torch.from_numpy(np.asarray(rows[config.TARGET], dtype=np.float32))


def new_network():
    return nn.Sequential(
        nn.Linear(len(config.COLUMNS), 40), nn.Tanh(), nn.Linear(40, 1), nn.Flatten(0)
    )


def squared(predicted, wanted):
    assert predicted.shape == wanted.shape
    return nn.functional.huber_loss(predicted, wanted)


def predict(rows):
    return (scores(rows) * held["unit"] + held["centre"]).numpy()


def error(table):
    gap = predict(table) - np.asarray(table[config.TARGET])
    return float(np.sqrt(np.mean(gap**2)))
