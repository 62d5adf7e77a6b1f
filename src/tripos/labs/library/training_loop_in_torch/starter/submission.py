import torch

torch.set_num_threads(1)


def schedule(step, warmup, total):
    raise NotImplementedError


def clipped(gradients, limit):
    raise NotImplementedError


def early_stop(losses, patience, least):
    raise NotImplementedError


def gradient(weights, X, y, micro):
    raise NotImplementedError


def run(X, y, config, seed, epochs, checkpoint):
    raise NotImplementedError


def predict(weights, X):
    raise NotImplementedError
