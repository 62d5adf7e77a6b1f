import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

import config

held = {}


def scaled(values):
    return values / config.UNIT


def sequences(rows):
    names = [f"{config.PREFIX}{step}_{sensor}" for step in range(config.STEPS) for sensor in range(config.SENSORS)]
    flat = np.column_stack([np.asarray(rows[name], dtype=np.float32) for name in names])
    x = scaled(torch.from_numpy(flat))
    return x.reshape(-1, config.STEPS, config.SENSORS).permute(1, 0, 2)


class Reader(nn.Module):
    def __init__(self):
        super().__init__()
        self.recurrent = nn.GRU(config.SENSORS, config.STATE)
        self.last = nn.Linear(config.STATE, config.CLASSES)

    def forward(self, x):
        states, _ = self.recurrent(x)
        return self.last(states[-1])


def outcome(table):
    return torch.from_numpy(np.asarray(table[config.TARGET], dtype=np.int64))


def train(table):
    torch.manual_seed(config.SEED)
    y, network = outcome(table), Reader()
    optimizer = torch.optim.Adam(network.parameters(), lr=config.RATE)
    columns = {name: np.asarray(column) for name, column in table.items()}
    curve = []
    for _ in range(config.EPOCHS):
        total = 0.0
        for chosen in torch.randperm(len(y)).split(config.BATCH):
            optimizer.zero_grad()
            batch = {name: column[chosen.numpy()] for name, column in columns.items()}
            loss = F.cross_entropy(network(sequences(batch)), y[chosen])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(chosen)
        curve.append(total / len(y))
    held["network"] = network
    accuracy = float((serve(table).argmax(axis=1) == y.numpy()).mean())
    return {"rows": len(y), "curve": curve, "accuracy": accuracy}


def serve(rows):
    with torch.no_grad():
        return held["network"](sequences(rows)).softmax(dim=1).numpy()
