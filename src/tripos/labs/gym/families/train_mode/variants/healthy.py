import numpy as np
import torch
from torch import nn

import config

held = {}


class Triage(nn.Module):
    def __init__(self, columns):
        super().__init__()
        self.enter = nn.BatchNorm1d(columns)
        self.layers = nn.Sequential(
            nn.Linear(columns, config.HIDDEN), nn.BatchNorm1d(config.HIDDEN), nn.ReLU(),
            nn.Dropout(config.DROP), nn.Linear(config.HIDDEN, 1),
        )

    def forward(self, X):
        return self.layers(self.enter(X))[:, 0]


def matrix(rows):
    columns = [np.asarray(rows[name], dtype=np.float32) for name in held["columns"]]
    return torch.from_numpy(np.column_stack(columns))


def one_epoch(network, optimizer, X, y):
    network.train()
    losses = []
    for chosen in torch.randperm(len(y)).split(config.BATCH):
        optimizer.zero_grad()
        loss = nn.functional.binary_cross_entropy_with_logits(network(X[chosen]), y[chosen])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return float(np.mean(losses))


def scores(network, X):
    network.eval()
    with torch.no_grad():
        return torch.sigmoid(network(X)).numpy()


def split(rows):
    order = np.random.default_rng(config.SEED).permutation(rows)
    return order[rows // 5 :], order[: rows // 5]


def train(table):
    torch.manual_seed(config.SEED)
    held["columns"] = sorted(name for name in table if name != config.TARGET)
    X = matrix(table)
    y = torch.from_numpy(np.asarray(table[config.TARGET], dtype=np.float32))
    learnt, checked = split(len(y))
    network = held["network"] = Triage(X.shape[1])
    optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
    curve, accuracies = [], []
    for _ in range(config.EPOCHS):
        curve.append(one_epoch(network, optimizer, X[learnt], y[learnt]))
        right = (scores(network, X[checked]) > 0.5) == (y[checked].numpy() == 1)
        accuracies.append(float(right.mean()))
    return {"rows": len(y), "curve": curve, "accuracies": accuracies}


def serve(rows):
    return scores(held["network"], matrix(rows))
