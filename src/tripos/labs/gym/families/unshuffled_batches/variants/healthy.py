import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset

import config

held = {}


class Pictures(Dataset):
    def __init__(self, X, y):
        self.X, self.y = X, y

    def __len__(self):
        return len(self.y)

    def __getitem__(self, at):
        return self.X[at], self.y[at]


def measured(rows):
    columns = [np.asarray(rows[f"{config.PREFIX}{at}"], dtype=np.float32) for at in range(64)]
    return torch.from_numpy(np.column_stack(columns)) / 16


def codes(names):
    return torch.tensor([config.CLASSES.index(one) for one in names])


def batches(pictures):
    order = torch.Generator().manual_seed(config.SEED)
    return DataLoader(pictures, batch_size=config.BATCH, shuffle=True, generator=order)


def new_network():
    return nn.Sequential(
        nn.Linear(64, config.HIDDEN), nn.Tanh(), nn.Linear(config.HIDDEN, len(config.CLASSES))
    )


def train(table):
    torch.manual_seed(config.SEED)
    pictures = Pictures(measured(table), codes(table[config.TARGET]))
    network = held["network"] = new_network()
    optimizer = torch.optim.SGD(network.parameters(), lr=config.RATE)
    loss_of, curve = nn.CrossEntropyLoss(), []
    feed = batches(pictures)
    for _ in range(config.EPOCHS):
        for some, wanted in feed:
            optimizer.zero_grad()
            loss = loss_of(network(some), wanted)
            loss.backward()
            optimizer.step()
            curve.append(loss.item())
    right = serve(table).argmax(axis=1) == pictures.y.numpy()
    return {"rows": len(pictures), "curve": curve, "accuracy": float(right.mean())}


def serve(rows):
    with torch.no_grad():
        return held["network"](measured(rows)).softmax(dim=1).numpy()
