import copy

import numpy as np
import torch
from torch import nn

import config

held = {}


def columns_of(rows):
    values = [np.asarray(rows[name], dtype=np.float32) for name in config.COLUMNS]
    return torch.from_numpy(np.column_stack(values))


def new_network():
    return nn.Sequential(
        nn.Linear(len(config.COLUMNS), config.HIDDEN), nn.ReLU(),
        nn.Linear(config.HIDDEN, config.HIDDEN), nn.ReLU(), nn.Linear(config.HIDDEN, 1),
    )


def squared(network, X, y):
    return ((network(X)[:, 0] - y) ** 2).mean()


def fit(network, X, y, known, checked):
    optimizer = torch.optim.Adam(network.parameters(), lr=config.RATE)
    curve, best, weights = [], float("inf"), None
    for _ in range(config.EPOCHS):
        for chosen in known[torch.randperm(len(known))].split(config.BATCH):
            optimizer.zero_grad()
            squared(network, X[chosen], y[chosen]).backward()
            optimizer.step()
        with torch.no_grad():
            curve.append(float(squared(network, X[checked], y[checked]).sqrt() * held["unit"]))
        if curve[-1] < best:
            best, weights = curve[-1], copy.deepcopy(network.state_dict())
    network.load_state_dict(weights)
    return curve, best


def train(table):
    torch.manual_seed(config.SEED)
    X, y = columns_of(table), torch.from_numpy(np.asarray(table[config.TARGET], dtype=np.float32))
    order = torch.randperm(len(y))
    count = round(config.CHECK_SHARE * len(y))
    checked, known = order[:count], order[count:]
    held.update(
        centre=X[known].mean(dim=0), spread=X[known].std(dim=0), mean=y[known].mean(), unit=y[known].std()
    )
    network = held["network"] = new_network()
    scaled = (X - held["centre"]) / held["spread"]
    curve, error = fit(network, scaled, (y - held["mean"]) / held["unit"], known, checked)
    return {"rows": len(y), "check_rows": checked.tolist(), "check_curve": curve, "error": error}


def answered(found):
    return found * held["unit"] + held["mean"]


def serve(rows):
    with torch.no_grad():
        X = (columns_of(rows) - held["centre"]) / held["spread"]
        return answered(held["network"](X)[:, 0]).numpy()
