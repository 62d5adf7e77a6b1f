"""Data of the lab: models fitted to patients, requests, and what is to be answered."""

from __future__ import annotations

import hashlib
import json
import math
from typing import Any

import numpy as np

from tripos.labs.contract import Rng

Model = dict[str, Any]
Row = dict[str, float]


def patients() -> tuple[Any, Any, list[str]]:
    """Measurements, whether benign, and the names of the measurements."""
    from sklearn.datasets import load_breast_cancer  # noqa: PLC0415 - heavy

    held = load_breast_cancer()
    return held.data, held.target, [str(name).replace(" ", "_") for name in held.feature_names]


def model(rng: Rng, features: int, centres: int, strength: float = 1.0) -> tuple[Model, list[Row]]:
    """A kernel model on some measurements of some patients, and rows of the others."""
    table, benign, names = patients()
    columns = rng.permutation(len(names))[:features]
    units = rng.choice([1.0, 10.0, 0.1, 2.54], features)
    x = table[:, columns] * units
    order = rng.permutation(len(x))
    train, rest = order[:centres], order[centres:]
    mean, scale = x[train].mean(axis=0), x[train].std(axis=0)
    z = (x[train] - mean) / scale
    gamma = 0.5 / features
    near = np.exp(-gamma * ((z[:, None] - z[None]) ** 2).sum(axis=2))
    weights = np.linalg.solve(near + np.eye(centres), 4.0 * benign[train] - 2.0)
    made = {
        "name": f"tumours-{rng.integers(1000)}-{chr(int(rng.integers(0xE0, 0xFF)))}",
        "features": [
            {"name": names[j], "low": float(x[:, i].min()), "high": float(x[:, i].max()),
             "mean": float(mean[i]), "scale": float(scale[i])}
            for i, j in enumerate(columns)
        ],
        "centres": z.tolist(), "weights": (strength * weights).tolist(), "gamma": gamma,
        "bias": float(rng.normal()),
        "limits": {"rows": int(rng.integers(20, 60)), "bytes": int(rng.integers(40, 60)) * 1000},
    }  # fmt: skip
    rows = [
        {names[j]: float(value) for j, value in zip(columns, row, strict=True)} for row in x[rest]
    ]
    return made, rows


def turned(rng: Rng, held: Any) -> Any:
    """The same data with the entries of all dicts in another order."""
    if isinstance(held, dict):
        names = [str(name) for name in rng.permutation(list(held))]
        return {name: turned(rng, held[name]) for name in names}
    if isinstance(held, list) and held and isinstance(held[0], dict):
        return [turned(rng, one) for one in held]
    return held


def checksum(made: Model) -> str:
    """The checksum of the brief."""
    text = json.dumps(made, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def predictions(made: Model, rows: list[Row]) -> list[float]:
    """Row by row, centre by centre."""
    centres = np.array(made["centres"])
    found = []
    for row in rows:
        far = np.zeros(len(centres))
        for i, one in enumerate(made["features"]):
            far += ((row[one["name"]] - one["mean"]) / one["scale"] - centres[:, i]) ** 2
        score = made["bias"] + math.fsum(np.array(made["weights"]) * np.exp(-made["gamma"] * far))
        found.append(0.5 * (1 + math.tanh(score / 2)))
    return found


def post(rows: Any, **headers: str) -> list[Any]:
    """A request for predictions; headers replace the usual ones, an empty one takes it away."""
    return raw(json.dumps({"rows": rows}), **headers)


def raw(body: Any, **headers: str) -> list[Any]:
    """A request for predictions with any body: text, or numbers that stand for bytes."""
    length = len(body.encode()) if isinstance(body, str) else len(body)
    sent = {"Content-Type": "application/json", "Content-Length": str(length)}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    return ["POST", "/predict", {name: one for name, one in sent.items() if one}, body]
