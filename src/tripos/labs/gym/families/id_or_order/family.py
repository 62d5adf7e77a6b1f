"""The number of a recording tells its class, because classes were recorded one after the other."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from tripos.labs.gym.contract import (
    Drawn,
    Measured,
    Params,
    Rng,
    Table,
    Trial,
    as_array,
    as_number,
    call,
    expect,
)

_ROWS, _NEW, _LOTS = 260, 400, 3
_ENOUGH = 0.9  # of the plain classifier: honest learners differ by more than a tenth
_SAME = 1e-6
_COLUMNS = {
    "vedge-mean": "edges_up", "hedge-mean": "edges_across", "intensity-mean": "light",
    "rawred-mean": "red", "rawblue-mean": "blue", "rawgreen-mean": "green",
    "exred-mean": "more_red", "exblue-mean": "more_blue", "exgreen-mean": "more_green",
    "value-mean": "value", "saturation-mean": "saturation", "hue-mean": "hue",
}  # fmt: skip
_KINDS = ("brickface", "cement", "foliage", "grass", "path", "sky", "window")


def draw(rng: Rng) -> Params:
    """Which surfaces there are, what is measured, and what the recordings are numbered by."""
    kept = ["hue-mean", "saturation-mean", "intensity-mean", "exgreen-mean"]
    kept += [str(one) for one in rng.choice([one for one in _COLUMNS if one not in kept], 4, False)]
    kinds = ["sky", *map(str, rng.choice([one for one in _KINDS if one != "sky"], 3, False))]
    return {
        "target": str(rng.choice(["surface", "ground", "kind", "cover"])),
        "tag": str(rng.choice(["file", "label", "image"])),
        "run": str(rng.choice(["run", "day", "reel", "pass", "minute"])),
        "validation_share": float(rng.choice([0.25, 0.3])), "trees": int(rng.integers(25, 36)),
        "seed": int(rng.integers(1000)), "_kept": [str(one) for one in rng.permutation(kept)],
        "_kinds": [str(one) for one in rng.permutation(kinds)],
        "_noise": float(rng.uniform(0.5, 0.7)), "_blur": float(rng.uniform(0.5, 1.5)),
        "_stem": str(rng.choice(["img", "rec", "cam2", "f"])),
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Recordings, most of one surface before the next one."""
    rows = rng.permutation(_rows(params))[:_ROWS]
    return _recorded(rng, params, rows, ordered=True)


@cache
def _segments() -> tuple[np.ndarray, np.ndarray]:
    """Measurements of parts of pictures on one scale, and what they show."""
    from river.datasets import ImageSegments  # noqa: PLC0415 - heavy

    found = ImageSegments()
    known = [([x[name] for name in _COLUMNS], y) for x, y in found]
    values = np.array([row for row, _ in known], dtype=float)
    kinds = np.array([kind for _, kind in known])
    return (values - values.mean(axis=0)) / values.std(axis=0), kinds


def _rows(params: Params) -> np.ndarray:
    return np.flatnonzero(np.isin(_segments()[1], params["_kinds"]))


def _recorded(rng: Rng, params: Params, rows: np.ndarray, ordered: bool) -> Table:
    values, kinds = _segments()
    kind = np.array([params["_kinds"].index(one) for one in kinds[rows]])
    place = (
        kind * 10.0 + rng.uniform(0, 10, len(rows)) + params["_blur"] * rng.normal(size=len(rows))
    )
    place = place if ordered else rng.uniform(-10, 80, len(rows))
    run = 20 + np.round(place).astype(int)
    order = np.argsort(run, kind="stable") if ordered else np.arange(len(rows))
    number = 1000 + (7 * np.arange(len(rows)) if ordered else rng.integers(0, 4000, len(rows)))
    found: Table = {
        params["tag"]: np.array([f"{params['_stem']}_{one:05d}" for one in number]),
        params["run"]: run[order],
    }
    for name in params["_kept"]:
        column = values[rows[order], list(_COLUMNS).index(name)]
        found[_COLUMNS[name]] = (column + params["_noise"] * rng.normal(size=len(rows))).round(4)
    found[params["target"]] = kind[order]
    return found


def measure(rng: Rng, case: Drawn) -> Trial:
    """New recordings, in any order; then the same numbered otherwise, and each alone."""
    params, target = case.params, case.params["target"]
    order = rng.permutation(_rows(params))
    rows = _recorded(rng, params, order[:_ROWS], ordered=True)
    new = _recorded(rng, params, order[_ROWS : _ROWS + _NEW], ordered=False)
    truth, turn, alone = new.pop(target), rng.permutation(_NEW), np.arange(10)
    other = {
        **new,
        params["tag"]: new[params["tag"]][::-1],
        params["run"]: new[params["run"]][turn],
    }
    turned = {name: column[turn] for name, column in new.items()}
    answers = yield [
        *(call("train", {**rows, target: rng.permutation(rows[target])}) for _ in range(_LOTS)),
        call("train", rows), call("serve", new), call("serve", other), call("serve", turned),
        *(call("serve", {name: column[[at]] for name, column in new.items()}) for at in alone),
    ]  # fmt: skip
    null = float(np.mean([_reported(one) for one in answers[:_LOTS]]))
    shape = (_NEW, len(params["_kinds"]))
    plain, again, moved = (as_array(one, shape, "serve") for one in answers[_LOTS + 1 : _LOTS + 4])
    single = np.concatenate([as_array(one, (1, shape[1]), "serve") for one in answers[_LOTS + 4 :]])
    right = float(np.mean(plain.argmax(axis=1) == truth))
    reached = _reached(rows, new, truth, [_COLUMNS[name] for name in params["_kept"]], target)
    return Measured(min(right / reached, _ENOUGH), {
        "how a recording is numbered changes nothing": bool(np.allclose(plain, again, atol=_SAME)),
        "the order of the rows changes nothing": bool(np.allclose(plain[turn], moved, atol=_SAME)),
        "a row is answered alone as among others": bool(
            np.allclose(plain[alone], single, atol=_SAME)
        ),
        "where nothing can be learnt, chance is reported": null < 0.45,
        "the report is no more than new recordings bear out": (
            _reported(answers[_LOTS]) - right < 0.2
        ),
    })  # fmt: skip


def _reached(rows: Table, new: Table, truth: np.ndarray, columns: list[str], target: str) -> float:
    """The accuracy of a plain classifier that has the measurements alone."""
    from sklearn.naive_bayes import GaussianNB  # noqa: PLC0415 - heavy

    known, asked = (np.column_stack([one[name] for name in columns]) for one in (rows, new))
    return float(GaussianNB().fit(known, rows[target]).score(asked, truth))


def _reported(report: Any) -> float:
    expect(isinstance(report, dict) and "accuracy" in report, "train must report 'accuracy'")
    return as_number(report["accuracy"], "train's accuracy")
