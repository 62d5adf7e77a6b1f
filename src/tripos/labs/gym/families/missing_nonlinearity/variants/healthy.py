import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

import config

held = {}


def columns_of(rows):
    values = [np.asarray(rows[name], dtype=np.float32) for name in config.COLUMNS]
    return torch.from_numpy(np.column_stack(values))


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        sizes = [len(config.COLUMNS)] + [config.WIDTH] * config.DEPTH
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))
        self.last = nn.Linear(config.WIDTH, 1)

    def forward(self, x):
        for layer in self.layers:
            x = F.relu(layer(x))
        return self.last(x)[:, 0]


def scaled(rows):
    return (columns_of(rows) - held["centre"]) / held["spread"]


def train(table):
    torch.manual_seed(config.SEED)
    X = columns_of(table)
    held.update(centre=X.mean(dim=0), spread=X.std(dim=0))
    X, y = scaled(table), torch.from_numpy(np.asarray(table[config.TARGET], dtype=np.float32))
    network = held["network"] = Network()
    optimizer = torch.optim.Adam(network.parameters(), lr=config.RATE)
    curve = []
    for _ in range(config.EPOCHS):
        total = 0.0
        for chosen in torch.randperm(len(X)).split(config.BATCH):
            optimizer.zero_grad()
            loss = F.binary_cross_entropy_with_logits(network(X[chosen]), y[chosen])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(chosen)
        curve.append(total / len(X))
    accuracy = float(((serve(table) > 0.5) == y.numpy()).mean())
    return {"rows": len(X), "curve": curve, "accuracy": accuracy}


def serve(rows):
    with torch.no_grad():
        return torch.sigmoid(held["network"](scaled(rows))).numpy()
