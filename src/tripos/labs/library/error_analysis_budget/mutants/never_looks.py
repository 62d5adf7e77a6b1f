# says: inspecting tells where to go|your policy removes
import math

import numpy as np


def table(y, predicted, slices):
    y, predicted, slices = map(np.asarray, (y, predicted, slices))
    wrong = y != predicted
    total = int(wrong.sum())
    rows = []
    for name in sorted({str(one) for one in slices}):
        here = slices == name
        errors = int(wrong[here].sum())
        rows.append({
            "slice": name, "rows": int(here.sum()), "errors": errors,
            "share": errors / total if total else 0.0, "ceiling": (total - errors) / len(y),
        })
    return sorted(rows, key=lambda row: (-row["errors"], row["slice"]))


def interval(errors, reviewed):
    if reviewed == 0:
        return 0.0, 1.0
    z, p = 1.96, errors / reviewed
    middle = p + z**2 / (2 * reviewed)
    half = z * math.sqrt(p * (1 - p) / reviewed + z**2 / (4 * reviewed**2))
    scale = 1 + z**2 / reviewed
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def reviews_needed(p, q):
    if p == q:
        return None
    need = 1.96**2 * (p + q - (p - q) ** 2) / (p - q) ** 2
    return max(1, math.ceil(need - 1e-9))


def act(state):
    if state["read"] == 0:
        return ["fix", 0, "data"]
    left = [seen / state["read"] for seen in state["seen"]]
    for kind, means in state["done"]:
        clue = state["clue"][kind]
        if clue is not None:
            left[kind] *= 1 - state["effect"][clue][means]
    best = None
    for kind, clue in enumerate(state["clue"]):
        if clue is None:
            continue
        for means, weeks in state["weeks_for"].items():
            if weeks > state["weeks"]:
                continue
            # The readers err: one time in five it is any of the causes.
            causes = state["effect"]
            effect = 0.8 * causes[clue][means]
            effect += 0.2 * sum(one[means] for one in causes.values()) / len(causes)
            value = left[kind] * effect / weeks
            if best is None or value > best[0]:
                best = value, kind, means
    return ["ship"] if best is None else ["fix", best[1], best[2]]
