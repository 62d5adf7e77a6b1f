# says: near the edge|worthless|reason must be|slice at the edge
from statistics import NormalDist

import numpy as np


def paired(old, new, groups):
    d = np.asarray(old, dtype=float) - np.asarray(new, dtype=float)
    _, at = np.unique(groups, return_inverse=True)
    sums = np.bincount(at, weights=d - d.mean())
    G = len(sums)
    error = np.sqrt(G / (G - 1) * (sums**2).sum()) / len(d) if G > 1 else np.inf
    return {"gain": float(d.mean()), "error": float(error)}


def quantile(above):
    return NormalDist().inv_cdf(1 - above)


def decide(old, new, groups, slices, least, level, tries):
    old, new = np.asarray(old, dtype=float), np.asarray(new, dtype=float)
    groups, slices = np.asarray(groups), np.asarray(slices)
    if not (np.isfinite(old).all() and np.isfinite(new).all()):
        return {"accept": False, "reason": "broken", "slices": []}
    level = level / tries
    tested = [s for s in np.unique(slices) if len(np.unique(groups[slices == s])) >= 5]
    worse = []
    for s in tested:
        rows = slices == s
        part = paired(old[rows], new[rows], groups[rows])
        if part["gain"] < 0:
            worse.append(int(s))
    if worse:
        return {"accept": False, "reason": "slice", "slices": worse}
    whole = paired(old, new, groups)
    enough = bool(whole["gain"] - quantile(level) * whole["error"] > least)
    return {"accept": enough, "reason": "better" if enough else "small", "slices": []}


def clean(text):
    return text.strip().lower()


def fit_features(numbers, texts):
    deviations = np.nanstd(numbers, axis=0)
    return {
        "means": np.nanmean(numbers, axis=0),
        "deviations": np.where(deviations > 0, deviations, 1.0),
        "medians": np.nanmedian(numbers, axis=0),
        "texts": sorted({clean(text) for text in texts}),
    }


def batch(state, numbers, texts):
    missing = np.isnan(numbers)
    filled = np.where(missing, state["medians"], numbers)
    scaled = (filled - state["means"]) / state["deviations"]
    known = np.array([[float(clean(text) == name) for name in state["texts"]] for text in texts])
    return np.hstack([scaled, missing.astype(float), known.reshape(len(numbers), -1)])


def one(state, numbers, text):
    return batch(state, np.asarray(numbers, dtype=float)[None], [text])[0]


def parity(trained, served, tolerance):
    trained, served = np.asarray(trained, dtype=float), np.asarray(served, dtype=float)
    far = np.abs(trained - served) > tolerance * np.maximum(1, np.abs(trained))
    differ = np.isnan(trained) != np.isnan(served)
    return [int(j) for j in np.flatnonzero((far | differ).any(axis=0))]
