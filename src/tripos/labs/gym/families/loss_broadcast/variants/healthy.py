import numpy as np
import torch
from torch import nn

import config

held = {}


def inputs(rows):
    columns = [np.asarray(rows[name], dtype=np.float32) for name in config.COLUMNS]
    return torch.from_numpy(np.column_stack(columns))


def outcome(rows):
    return torch.from_numpy(np.asarray(rows[config.TARGET], dtype=np.float32))[:, None]


def new_network():
    return nn.Sequential(
        nn.Linear(len(config.COLUMNS), config.HIDDEN), nn.ReLU(),
        nn.Linear(config.HIDDEN, config.HIDDEN), nn.ReLU(),
        nn.Linear(config.HIDDEN, 1),
    )


def squared(predicted, wanted):
    return ((predicted - wanted) ** 2).mean()


def train(table):
    torch.manual_seed(config.SEED)
    X, y = inputs(table), outcome(table)
    held.update(mean=X.mean(dim=0), spread=X.std(dim=0), centre=y.mean(), unit=y.std())
    X, y = (X - held["mean"]) / held["spread"], (y - held["centre"]) / held["unit"]
    network = held["network"] = new_network()
    optimizer = torch.optim.Adam(network.parameters(), lr=config.RATE)
    curve = []
    for _ in range(config.EPOCHS):
        total = 0.0
        for chosen in torch.randperm(len(X)).split(config.BATCH):
            optimizer.zero_grad()
            loss = squared(network(X[chosen]), y[chosen])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(chosen)
        curve.append(total / len(X))
    return {"rows": len(X), "curve": curve, "error": error(table)}


def scores(rows):
    with torch.no_grad():
        return held["network"]((inputs(rows) - held["mean"]) / held["spread"])


def predict(rows):
    return (scores(rows)[:, 0] * held["unit"] + held["centre"]).numpy()


def error(table):
    wanted = (outcome(table) - held["centre"]) / held["unit"]
    return float(squared(scores(table), wanted).sqrt() * held["unit"])
