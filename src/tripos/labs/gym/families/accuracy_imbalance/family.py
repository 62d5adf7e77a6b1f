"""A threshold chosen for accuracy where a miss costs much more than an alarm."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tripos.labs.gym.contract import (
    Drawn,
    Measured,
    Params,
    Rng,
    Table,
    Trial,
    as_array,
    call,
    expect,
)

_TRAIN, _HIDDEN = 1200, 2000
_NAMES = ("flow", "inlet", "bypass", "valve", "pump", "shaft", "outlet", "drift", "core")
_RATIOS = (8, 20, 40)  # prices of a miss, in alarms
_ALONE = 15


def draw(rng: Rng) -> Params:
    """Names, how rare bad parts are, what errors cost, how noisy the sensors are."""
    return {
        "target": str(rng.choice(["bad", "defect", "faulty", "reject"])),
        "miss_cost": int(rng.choice([12, 15, 20, 25])), "alarm_cost": 1,
        "validation_share": float(rng.choice([0.25, 0.3])), "seed": int(rng.integers(1000)),
        "_names": [str(one) for one in rng.permutation(_NAMES)],
        "_share": float(rng.choice([0.05, 0.06, 0.07])),
        "_noise": float(rng.choice([2.2, 2.4, 2.6])),
    }  # fmt: skip


@cache
def _shuttle() -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    """Sensors with outliers cut off, on one scale; and which readings are anomalous."""
    import pandas as pd  # noqa: PLC0415 - heavy

    spec = find_spec("river")
    assert spec is not None
    assert spec.origin
    data = pd.read_csv(Path(spec.origin).parent / "datasets" / "shuttle.csv.gz")
    y = data.pop("anomaly").to_numpy(dtype=np.int64)
    values = data.to_numpy(dtype=np.float64)
    values = np.clip(values, *np.percentile(values, [2, 98], axis=0))
    return (values - values.mean(axis=0)) / (values.std(axis=0) + 1e-9), y


def table(rng: Rng, params: Params, size: int = _TRAIN) -> Table:
    """Some readings of nine sensors, few of them of bad parts."""
    values, y = _shuttle()
    bad = rng.binomial(size, params["_share"])
    rows = np.concatenate([
        rng.choice(np.flatnonzero(y == 1), bad, replace=False),
        rng.choice(np.flatnonzero(y == 0), size - bad, replace=False),
    ])  # fmt: skip
    rows = rng.permutation(rows)
    noisy = values[rows] + rng.normal(scale=params["_noise"], size=(size, values.shape[1]))
    found: Table = {
        name: np.round(50 + 4 * column, 2)
        for name, column in zip(params["_names"], noisy.T, strict=True)
    }
    found[params["target"]] = y[rows]
    return found


def measure(rng: Rng, case: Drawn) -> Trial:
    """Other parts at three prices; some alone; the columns in another order."""
    train, rest = table(rng, case.params), table(rng, case.params, _HIDDEN)
    truth = rest.pop(case.params["target"]).astype(bool)
    scale = float(rng.choice([1.0, 2.0, 0.5]))
    turned = {str(name): rest[str(name)] for name in rng.permutation(list(rest))}
    alone = rng.choice(_HIDDEN, _ALONE, replace=False)
    answers = yield [
        call("train", train),
        *(call("decide", rest, scale * ratio, scale) for ratio in _RATIOS),
        call("decide", rest, 1.0, 1.0),
        call("decide", turned, scale * _RATIOS[1], scale),
        call("decide", rest, 4 * scale * _RATIOS[1], 4 * scale),
        *(call("decide", {name: column[[at]] for name, column in rest.items()},
               scale * _RATIOS[1], scale) for at in alone),
    ]  # fmt: skip
    stops = [as_array(one, (_HIDDEN,), "decide") for one in answers[1 : len(_RATIOS) + 4]]
    single = [as_array(one, (1,), "decide")[0] for one in answers[len(_RATIOS) + 4 :]]
    expect(all(np.isin(one, [0, 1]).all() for one in stops), "decide must return 0 or 1 for a row")
    middle, (even, again, dearer) = stops[1], stops[-3:]
    costs = [
        _cost(one == 1, truth, ratio) for one, ratio in zip(stops, _RATIOS, strict=False)
    ]  # fmt: skip
    counts = [even.sum(), *(one.sum() for one in stops[: len(_RATIOS)])]
    return Measured(float(np.mean(costs)), {
        "a row is decided alike alone and among others": bool(np.all(single == middle[alone])),
        "the order of the columns changes no decision": bool(np.all(middle == again)),
        "only the ratio of the prices matters": bool(np.all(middle == dearer)),
        "dearer misses never mean fewer stops": bool(np.all(np.diff(counts) >= 0)),
        "at equal prices fewer rows are stopped than at unequal ones":
            bool(counts[0] < counts[-1]),
    })  # fmt: skip


def _cost(stopped: npt.NDArray[np.bool_], bad: npt.NDArray[np.bool_], ratio: float) -> float:
    """What decisions cost, as a share of the cheaper of stopping all and none."""
    paid = ratio * np.sum(bad & ~stopped) + np.sum(stopped & ~bad)
    return float(paid) / min(float(np.sum(~bad)), ratio * float(np.sum(bad)))
