"""A validation set that holds other visits of the persons in the training set."""

from __future__ import annotations

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

_PERSONS, _LOTS = 120, 8
_SAME = 1e-6
_WORDS = {
    "age": "age", "bmi": "bmi", "bp": "pressure", "s1": "cholesterol", "s2": "ldl", "s3": "hdl",
    "s4": "ratio", "s5": "triglycerides", "s6": "glucose",
}  # fmt: skip


def draw(rng: Rng) -> Params:
    """What the columns are called, how often a person comes, and how alike the visits are."""
    more = [str(one) for one in rng.choice(["s1", "s2", "s3", "s4", "s6", "age"], 3, False)]
    return {
        "target": str(rng.choice(["progressed", "worsened", "outcome", "relapse"])),
        "person": str(rng.choice(["patient", "subject", "chart", "person", "card"])),
        "validation_share": float(rng.choice([0.25, 0.3])), "neighbours": int(rng.integers(3, 6)),
        "seed": int(rng.integers(1000)), "_kept": ["bmi", "bp", "s5", *more],
        "_visits": int(rng.integers(5, 8)), "_jitter": float(rng.uniform(0.2, 0.35)),
        "_limit": float(rng.uniform(130, 155)),
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Visits of 120 persons in the order of their dates."""
    return _visits(rng, rng.permutation(442)[:_PERSONS], params)


def _visits(rng: Rng, persons: np.ndarray, params: Params) -> Table:
    from sklearn.datasets import load_diabetes  # noqa: PLC0415 - heavy

    data = load_diabetes(as_frame=True, scaled=False)
    times = rng.integers(3, params["_visits"] + 1, len(persons))
    rows = rng.permutation(np.repeat(np.arange(len(persons)), times))
    numbers = rng.choice(np.arange(1000, 10000), len(persons), replace=False)
    days = np.sort(rng.integers(0, 700, len(rows)))
    found: Table = {"day": days, params["person"]: numbers[rows]}
    for name in params["_kept"]:
        values = data.data[name].to_numpy(dtype=float)
        noise = rng.normal(scale=params["_jitter"] * values.std(), size=len(rows))
        found[_WORDS[name]] = (values[persons[rows]] + noise).round(2)
    found[params["target"]] = (data.target.to_numpy()[persons[rows]] > params["_limit"]).astype(int)
    return found


def measure(rng: Rng, case: Drawn) -> Trial:
    """Persons whose outcome was dealt out by lot; then true ones, and new persons to be scored."""
    from sklearn.metrics import roc_auc_score  # noqa: PLC0415 - heavy

    target, person = case.params["target"], case.params["person"]
    order = rng.permutation(442)
    rows = _visits(rng, order[:_PERSONS], case.params)
    new = _visits(rng, order[_PERSONS : _PERSONS + 200], case.params)
    _, first = np.unique(new[person], return_index=True)
    new = {name: column[first] for name, column in new.items()}
    truth, batch = new.pop(target), np.arange(12)
    alone = [{name: column[[at]] for name, column in new.items()} for at in batch]
    answers = yield [
        *(call("train", _dealt(rng, rows, target, person)) for _ in range(_LOTS)),
        call("train", rows), call("serve", new), *(call("serve", one) for one in alone),
    ]  # fmt: skip
    reports = answers[: _LOTS + 1]
    null = float(np.mean([_reported(one) for one in reports[:_LOTS]]))
    scores = as_array(answers[_LOTS + 1], (len(truth),), "serve")
    single = np.concatenate([as_array(one, (1,), "serve") for one in answers[_LOTS + 2 :]])
    served = float(roc_auc_score(truth, scores))
    return Measured(abs(null - 0.5), {
        "nobody is on both sides of the split": all(
            _apart(one, rows[person]) for one in reports
        ),
        "both sides are large enough to say something": all(
            _sides(one, 0.1 * len(rows[person])) for one in reports
        ),
        "new persons are told apart": served > 0.62,
        "the report is no more than new persons bear out": _reported(reports[-1]) - served < 0.22,
        "a row scores the same alone as among others": bool(
            np.allclose(single, scores[batch], atol=_SAME)
        ),
    })  # fmt: skip


def _dealt(rng: Rng, rows: Table, target: str, person: str) -> Table:
    """The same visits, with the persons' outcomes exchanged."""
    _, first, which = np.unique(rows[person], return_index=True, return_inverse=True)
    return {**rows, target: rng.permutation(rows[target][first])[which]}


def _reported(report: Any) -> float:
    expect(isinstance(report, dict) and "auc" in report, "train must report 'auc'")
    return as_number(report["auc"], "train's auc")


def _side(report: Any, name: str) -> np.ndarray:
    expect(isinstance(report, dict), "train must return a dictionary")
    return as_array(report.get(name), (None,), f"train's {name}").astype(int)


def _apart(report: Any, persons: np.ndarray) -> bool:
    known, new = (_side(report, name) for name in ("train_rows", "check_rows"))
    expect(all(np.isin(one, np.arange(len(persons))).all() for one in (known, new)),
           "train_rows and check_rows must be numbers of rows")  # fmt: skip
    return not np.isin(persons[new], persons[known]).any()


def _sides(report: Any, least: float) -> bool:
    return all(len(set(_side(report, name))) >= least for name in ("train_rows", "check_rows"))
