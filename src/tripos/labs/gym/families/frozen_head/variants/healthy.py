import numpy as np
import torch
from torch import nn

import config

held = {}


class Reader(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(64, config.HIDDEN), nn.Tanh())
        self.head = nn.Linear(config.HIDDEN, classes)

    def forward(self, X):
        return self.head(self.body(X))


def drawings(rows):
    columns = [np.asarray(rows[f"{config.PREFIX}{at}"], dtype=np.float32) for at in range(64)]
    return torch.from_numpy(np.column_stack(columns)) / 16


def kinds(rows):
    return torch.as_tensor(np.asarray(rows[config.TARGET]), dtype=torch.long)


def freeze(body):
    for one in body.parameters():
        one.requires_grad_(False)


def new_optimizer(network):
    return torch.optim.Adam(network.parameters(), lr=0.01)


def learn(network, optimizer, X, y):
    curve = []
    for _ in range(config.EPOCHS):
        total = 0.0
        for chosen in torch.randperm(len(y)).split(config.BATCH):
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(network(X[chosen]), y[chosen])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(chosen)
        curve.append(total / len(y))
    return curve


def pretrain(table):
    torch.manual_seed(config.SEED)
    network = held["network"] = Reader(config.KNOWN)
    curve = learn(network, new_optimizer(network), drawings(table), kinds(table))
    return {"rows": len(table[config.TARGET]), "curve": curve}


def adapt(table):
    torch.manual_seed(config.SEED + 1)
    network = held["network"]
    freeze(network.body)
    network.head = nn.Linear(config.HIDDEN, config.CLASSES)
    optimizer = new_optimizer(network)
    curve = learn(network, optimizer, drawings(table), kinds(table))
    return {"rows": len(table[config.TARGET]), "curve": curve}


def features(rows):
    with torch.no_grad():
        return held["network"].body(drawings(rows)).numpy()


def serve(rows):
    with torch.no_grad():
        return held["network"](drawings(rows)).softmax(dim=1).numpy()
