"""What can be checked on one's own: twelve orders, counted by hand."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, call, check, expect
from tripos.labs.library.memo_fairness_and_cost.reading import read, thresholds_in

_Y = np.array([1, 1, 1, 0, 1, 0, 1, 1, 0, 1, 0, 0])
_SCORE = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.2, 0.75, 0.55, 0.45, 0.4, 0.3, 0.1])
_GROUP = ["a"] * 6 + ["b"] * 6


@check("rates of six orders in each group")
def six(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Granted from 0.6 on: four of a, three of whom pay; one of b."""
    value = yield call("rates", _Y, (_SCORE >= 0.6) * 1, _GROUP)
    fits = isinstance(value, dict) and all(isinstance(value.get(name), dict) for name in "ab")
    expect(fits, "rates must return a dictionary with a dictionary for a and for b")
    paid = as_array(value["a"].get("true_positive"), (3,), "rates, a, true_positive,")
    expect(abs(paid[0] - 3 / 4) < 1e-9, "rates: 3/4 of those of group a who pay are granted here")
    every = as_array(value["b"].get("selection"), (3,), "rates, b, selection,")
    expect(abs(every[0] - 1 / 6) < 1e-9, "rates: 1/6 of group b is granted here")


@check("thresholds of the twelve orders")
def twelve(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Unpaid costs 50, refused 30: one threshold between 0.6 and 0.7 costs 90, 0.5 costs 80."""
    found = thresholds_in((yield call("thresholds", _Y, _SCORE, _GROUP, 50.0, 30.0)), "thresholds")
    expect(0.45 < found["single"]["a"] <= 0.5, "single: 0.5 here; one unpaid, one payer refused")
    equal = found["equal_true_positive"]
    granted = [0.2 < equal["a"] <= 0.5, 0.3 < equal["b"] <= 0.4]
    expect(all(granted), "equal_true_positive: 0.5 and 0.4 here; all payers are granted")


@check("a memo about the twelve orders")
def short(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """So few orders allow of nothing but a wide gap."""
    value = yield call("memo", _Y, _SCORE, _GROUP, 50.0, 30.0, "selection", 0.99)
    memo = read(value)
    expect(abs(memo.head["conflict"]["base_rate_a"] - 4 / 6) < 1e-3, "base_rate_a: 4/6 here")
