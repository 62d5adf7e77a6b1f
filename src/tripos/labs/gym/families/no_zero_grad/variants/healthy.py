import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

import config

held = {}


def images(rows):
    columns = [np.asarray(rows[f"{config.PREFIX}{at}"], dtype=np.float32) for at in range(64)]
    return torch.from_numpy(np.column_stack(columns)) / 16


def labels(rows):
    return torch.as_tensor(np.asarray(rows[config.TARGET]), dtype=torch.long)


def begin(rate):
    torch.manual_seed(config.SEED)
    model = nn.Sequential(
        nn.Linear(64, config.HIDDEN), nn.ReLU(), nn.Linear(config.HIDDEN, config.CLASSES)
    )
    held["model"] = model
    held["optimizer"] = torch.optim.SGD(model.parameters(), lr=rate, momentum=0.9)


def length(model):
    return float(torch.sqrt(sum((one.grad**2).sum() for one in model.parameters())))


def step(batch):
    model, optimizer = held["model"], held["optimizer"]
    X, y = images(batch), labels(batch)
    optimizer.zero_grad()
    total = 0.0
    for part in torch.arange(len(y)).chunk(config.PARTS):
        loss = F.cross_entropy(model(X[part]), y[part], reduction="sum") / len(y)
        loss.backward()
        total += loss.item()
    norm = length(model)
    optimizer.step()
    return {"loss": total, "norm": norm}


def train(table):
    begin(config.RATE)
    columns = {name: np.asarray(column) for name, column in table.items()}
    rows, rng = len(columns[config.TARGET]), np.random.default_rng(config.SEED)
    curve, norms = [], []
    for _ in range(config.EPOCHS):
        order = rng.permutation(rows)
        seen = []
        for start in range(0, rows, config.BATCH):
            chosen = order[start : start + config.BATCH]
            seen.append(step({name: column[chosen] for name, column in columns.items()}))
        curve.append(float(np.mean([one["loss"] for one in seen])))
        norms.append(float(np.mean([one["norm"] for one in seen])))
    right = serve(table).argmax(axis=1) == columns[config.TARGET]
    return {"rows": rows, "curve": curve, "norms": norms, "accuracy": float(right.mean())}


def serve(rows):
    with torch.no_grad():
        return held["model"](images(rows)).softmax(dim=1).numpy()
