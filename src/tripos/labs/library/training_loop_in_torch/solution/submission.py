import math

import numpy as np
import torch
from torch import nn

NAMES = {"W1": "0.weight", "b1": "0.bias", "W2": "3.weight", "b2": "3.bias"}


def schedule(step, warmup, total):
    if step < warmup:
        return (step + 1) / warmup
    if step >= total:
        return 0.0
    return 0.5 * (1 + math.cos(math.pi * (step - warmup) / (total - warmup)))


def clipped(gradients, limit):
    gradients = [np.asarray(one, float) for one in gradients]
    norm = math.sqrt(sum(float((one**2).sum()) for one in gradients))
    return [one * (limit / norm) for one in gradients] if norm > limit else gradients


def early_stop(losses, patience, least):
    best, lowest, waited = 0, losses[0], 0
    for epoch, loss in enumerate(losses[1:], 1):
        if loss < lowest - least:
            best, lowest, waited = epoch, loss, 0
        else:
            waited += 1
        if waited >= patience:
            return {"best": best, "stopped": epoch}
    return {"best": best, "stopped": len(losses) - 1}


def network(hidden, dropout=0.0):
    return nn.Sequential(nn.Linear(64, hidden), nn.ReLU(), nn.Dropout(dropout), nn.Linear(hidden, 10))


def loaded(weights, dropout=0.0):
    model = network(len(weights["b1"]), dropout)
    model.load_state_dict({
        NAMES[key]: torch.tensor(np.asarray(value), dtype=torch.float32)
        for key, value in weights.items()
    })
    return model


def unloaded(model):
    state = model.state_dict()
    return {key: state[name].numpy().copy() for key, name in NAMES.items()}


def tensors(X, y):
    return (torch.tensor(np.asarray(X), dtype=torch.float32), torch.tensor(np.asarray(y), dtype=torch.long))


def gradient(weights, X, y, micro):
    model = loaded(weights)
    inputs, wanted = tensors(X, y)
    for at in range(0, len(inputs), micro):
        part = inputs[at : at + micro]
        loss = nn.functional.cross_entropy(model(part), wanted[at : at + micro])
        (loss * len(part) / len(inputs)).backward()
    found = dict(model.named_parameters())
    return {key: found[name].grad.numpy() for key, name in NAMES.items()}


def optimiser_of(model, config):
    found = dict(model.named_parameters())
    groups = [
        {"params": [found[NAMES["W1"]], found[NAMES["W2"]]], "weight_decay": config["decay"]},
        {"params": [found[NAMES["b1"]], found[NAMES["b2"]]], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=config["rate"])


def run(X, y, config, seed, epochs, checkpoint):
    inputs, wanted = tensors(X, y)
    order = torch.Generator()
    if checkpoint is None:
        torch.manual_seed(seed)
        order.manual_seed(seed + 1)
        model = network(config["hidden"], config["dropout"])
        optimiser = optimiser_of(model, config)
        epoch, step, losses = 0, 0, []
    else:
        model = loaded(checkpoint["weights"], config["dropout"])
        optimiser = optimiser_of(model, config)
        restore(optimiser, checkpoint["moments"])
        torch.set_rng_state(torch.tensor(np.asarray(checkpoint["dropout"]), dtype=torch.uint8))
        order.set_state(torch.tensor(np.asarray(checkpoint["order"]), dtype=torch.uint8))
        epoch, step, losses = checkpoint["epoch"], checkpoint["step"], list(checkpoint["losses"])
    model.train()
    for _ in range(epochs):
        total = 0.0
        rows = torch.randperm(len(inputs), generator=order)
        for at in range(0, len(rows), config["batch"]):
            chosen = rows[at : at + config["batch"]]
            for group in optimiser.param_groups:
                group["lr"] = config["rate"] * schedule(step, config["warmup"], config["total"])
            optimiser.zero_grad()
            loss = nn.functional.cross_entropy(model(inputs[chosen]), wanted[chosen])
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), config["clip"])
            optimiser.step()
            total += float(loss.detach()) * len(chosen)
            step += 1
        losses.append(total / len(inputs))
        epoch += 1
    return {
        "weights": unloaded(model), "epoch": epoch, "step": step, "losses": losses,
        "moments": saved(optimiser), "dropout": torch.get_rng_state().numpy(),
        "order": order.get_state().numpy(),
    }


def saved(optimiser):
    """The moments of all parameters in the optimiser's order; none before the first step."""
    state = optimiser.state_dict()["state"]
    return [
        {"step": float(one["step"]), "first": one["exp_avg"].numpy(), "second": one["exp_avg_sq"].numpy()}
        for _, one in sorted(state.items())
    ]


def restore(optimiser, moments):
    state = optimiser.state_dict()
    state["state"] = {
        at: {
            "step": torch.tensor(one["step"]),
            "exp_avg": torch.tensor(np.asarray(one["first"])),
            "exp_avg_sq": torch.tensor(np.asarray(one["second"])),
        }
        for at, one in enumerate(moments)
    }
    optimiser.load_state_dict(state)


def predict(weights, X):
    model = loaded(weights)
    model.eval()
    with torch.no_grad():
        rows = torch.tensor(np.asarray(X), dtype=torch.float32)
        return torch.softmax(model(rows), dim=1).numpy()
