"""A model that leans on columns which are written after the decision."""

from __future__ import annotations

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

_TRAIN, _HIDDEN = 280, 160
_SAME = 1e-6
_GAP = 0.1  # between the reported squared error and that of the hidden patients
_WORDS = {
    "age": "age", "sex": "sex", "bmi": "bmi", "bp": "pressure", "s1": "cholesterol", "s2": "ldl",
    "s3": "hdl", "s4": "ratio", "s5": "triglycerides", "s6": "glucose",
}  # fmt: skip
_LATE = (
    "dose_step", "ward_days", "follow_up_calls", "eye_checks", "leave_days", "letters_sent",
    "repeat_tests",
)  # fmt: skip


def draw(rng: Rng) -> Params:
    """Which measurements there are, and which columns the office adds when a case is closed."""
    kept = ["bmi", "bp", "s5", *map(str, rng.choice(["s1", "s3", "s4", "s6", "age"], 3, False))]
    late = [str(one) for one in rng.choice(_LATE, 2, replace=False)]
    target = str(rng.choice(["progressed", "worsened", "outcome", "needs_care"]))
    entered = {
        _WORDS[name]: "intake" if name in {"age", "bmi", "bp"} else "laboratory" for name in kept
    }
    entered |= {target: "review", **dict.fromkeys(late, "closing")}
    return {
        "target": target,
        "entered": {str(name): entered[str(name)] for name in rng.permutation(list(entered))},
        "validation_share": float(rng.choice([0.25, 0.3])), "seed": int(rng.integers(1000)),
        "_kept": kept, "_late": late, "_limit": float(rng.uniform(125, 160)),
        "_rate": [float(one) for one in rng.uniform(2.5, 3.5, 2)],
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Closed cases: everything has been filled in, but for some values that were never taken."""
    return _rows(rng, rng.permutation(442)[:_TRAIN], params)


def _rows(rng: Rng, rows: np.ndarray, params: Params) -> Table:
    from sklearn.datasets import load_diabetes  # noqa: PLC0415 - heavy

    data = load_diabetes(as_frame=True, scaled=False)
    outcome = (data.target.to_numpy()[rows] > params["_limit"]).astype(int)
    found: Table = {}
    for name in params["_kept"]:
        values = data.data[name].to_numpy(dtype=float)[rows]
        values = values + 0.1 * values.std() * rng.normal(size=len(rows))
        found[_WORDS[name]] = np.where(rng.random(len(rows)) < 0.06, np.nan, values.round(2))
    for name, rate in zip(params["_late"], params["_rate"], strict=True):
        found[name] = rng.poisson(0.5 + rate * outcome).astype(float)
    found[params["target"]] = outcome
    return {name: found[name] for name in params["entered"]}


def measure(rng: Rng, case: Drawn) -> Trial:
    """New patients are scored at their visit; some once more when their case was closed."""
    order, target = rng.permutation(442), case.params["target"]
    closed = _rows(rng, order[_TRAIN : _TRAIN + _HIDDEN], case.params)
    truth = closed.pop(target)
    blank = np.full(_HIDDEN, np.nan)
    visit = {**closed, **dict.fromkeys(case.params["_late"], blank)}
    drawn = {name: rng.permutation(closed[name]) for name in case.params["_late"]}
    alone = [{name: column[[at]] for name, column in visit.items()} for at in range(8)]
    answers = yield [
        call("train", _rows(rng, order[:_TRAIN], case.params)), call("serve", visit),
        call("serve", closed), call("serve", {**closed, **drawn}),
        *(call("serve", one) for one in alone),
    ]  # fmt: skip
    expect(isinstance(answers[0], dict) and "error" in answers[0], "train must report 'error'")
    scores = [as_array(one, (_HIDDEN,), "serve") for one in answers[1:4]]
    single = np.concatenate([as_array(one, (1,), "serve") for one in answers[4:]])
    served = float(np.mean((scores[0] - truth) ** 2))
    return Measured(served, {
        "what is written after the review changes no score": all(
            np.allclose(one, scores[0], atol=_SAME) for one in scores[1:]
        ),
        "a row scores the same alone as among others": bool(
            np.allclose(single, scores[0][:8], atol=_SAME)
        ),
        "the report is no more than new patients bear out": (
            served - as_number(answers[0]["error"], "train's error") < _GAP
        ),
        "scores differ from row to row": bool(np.ptp(scores[0]) > 0.2),
    })  # fmt: skip
