"""What can be checked on one's own: one centre, one feature, four requests."""

from __future__ import annotations

import json
import math

from tripos.labs.contract import Rng, Steps, call, check, expect

_MODEL = {
    "name": "tiny",
    "features": [{"name": "size", "low": 0.0, "high": 4.0, "mean": 2.0, "scale": 1.0}],
    "centres": [[0.0]], "weights": [1.0], "gamma": 1.0, "bias": -1.0,
    "limits": {"rows": 2, "bytes": 200},
}  # fmt: skip


@check("a tiny model comes back from its artefact")
def round_trip(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Packed and loaded."""
    artefact = yield call("pack", _MODEL)
    expect(isinstance(artefact, str), "pack: return a text")
    found = yield call("load", artefact)
    expect(found == _MODEL, "load: not the model that was packed")


@check("a tiny model answers four requests")
def four(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Health, a prediction, a field that is missing, and a path that is not there."""
    artefact = yield call("pack", _MODEL)
    bodies = ['{"rows": [{"size": 2}, {"size": 3}]}', '{"rows": [{}]}']
    sent = [
        ["POST", "/predict", {"Content-Type": "application/json", "Content-Length": str(len(one))},
         one]
        for one in bodies
    ]  # fmt: skip
    requests = [["GET", "/health", {}, ""], *sent, ["GET", "/", {}, ""]]
    found = yield call("respond", artefact, requests)
    broken = [one["broken"] for one in found if one["broken"]]
    expect(not broken, "; ".join(broken))
    status = [one["status"] for one in found]
    expect(status == [200, 200, 422, 404], f"serve: 200, 200, 422 and 404 here, not {status}")
    values = json.loads(found[1]["body"]).get("predictions")
    right = [0.5, 1 / (1 + math.exp(1 - math.exp(-1)))]
    fits = isinstance(values, list) and len(values) == 2
    expect(fits, "serve: two predictions for two rows")
    close = all(abs(a - b) < 1e-9 for a, b in zip(values, right, strict=True))
    expect(close, "serve: 1/2 at the centre's place, as 1 - 1 = 0, then less")
    told = json.loads(found[2]["body"])
    expect((told.get("row"), told.get("field")) == (0, "size"), "serve: row 0, field size")
