"""The checks of the question: rates, strata, signs, what confounds, and which number answers."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.labs.contract import Rng, Steps, WrongError, as_array, call, check, expect
from tripos.labs.library.the_question_decides.data import (
    World,
    effect,
    orders_drawn,
    strata,
    world,
)

LEVEL = 0.01


@check("pooled is the difference of rates with its interval", points=2)
def rates(rng: Rng) -> Steps:
    """Many orders, and few."""
    made = orders_drawn(rng, 1)
    few = rng.choice(3000, 40, replace=False)
    cases = [(made.t, made.y), (made.t[few], made.y[few])]
    values = yield [call("pooled", *case) for case in cases]
    for value, (t, y) in zip(values, cases, strict=True):
        expect(
            np.allclose(as_array(value, (3,), "pooled"), effect(t, y, ["all"] * len(t)), atol=1e-9),
            "pooled: the rate with a voucher less the rate without, and 1.96 standard errors to"
            " both sides; each rate has its own variance",
        )


@check("adjusted weighs strata by how common they are", points=3)
def standardised(rng: Rng) -> Steps:
    """Strata of unequal size; one with orders of one kind only."""
    made = orders_drawn(rng, 1)
    sets = [made.planted, made.planted + [n for n in made.before if n not in made.planted][:1]]
    cases = [strata(made, names) for names in sets]
    values = yield [call("adjusted", made.t, made.y, z) for z in cases]
    for value, z in zip(values, cases, strict=True):
        found = as_array(value, (3,), "adjusted")
        right = np.array(effect(made.t, made.y, z))
        expect(
            abs(found[0] - right[0]) < 1e-9,
            "adjusted: each stratum's difference counts by the stratum's share of all orders, not"
            " equally, not by its orders with a voucher, and not by its precision",
        )
        expect(
            np.allclose(found, right, atol=1e-9),
            "adjusted: the squared standard error is the sum of the strata's, each with its weight"
            " squared",
        )
    lone = ["lone" if i < 5 else "all" for i in range(40)]
    t = np.array([1] * 5 + [0, 1] * 17 + [0])
    try:
        yield call("adjusted", t, made.y[:40], lone)
    except WrongError as error:
        expect("ValueError" in str(error), f"adjusted: ValueError where a stratum has orders of one"
               f" kind only; {error}", share=0.3)  # fmt: skip
    else:
        expect(False, "adjusted: a stratum with orders of one kind only must raise ValueError",
               share=0.3)  # fmt: skip


# Of 100 orders with and 100 without a voucher in each of two strata, how many are returned; in the
# third, the large one, of 40 with and 400 without. Its rates are low, so it turns the sum round.
_SIGNS = (
    ("against it in all", (60, 70), (55, 58), (1, 30)),
    ("along with it in one", (70, 60), (55, 58), (1, 30)),
    ("no difference in one", (60, 70), (58, 58), (1, 30)),
    ("along with it in all", (70, 60), (61, 58), (4, 30)),
)


@check("turned_round looks at every stratum", points=2)
def signs(rng: Rng) -> Steps:
    """All strata against the pooled sign, all but one, all with it, one without difference."""
    cases = []
    for _, *counts in _SIGNS:
        rows = []
        for name, (some, none), (n, m) in zip(
            rng.permutation(["a", "b", "c"]), counts, ((100, 100), (100, 100), (40, 400)),
            strict=True,
        ):  # fmt: skip
            rows += [(1, int(i < some), str(name)) for i in range(n)]
            rows += [(0, int(i < none), str(name)) for i in range(m)]
        t, y, z = zip(*(rows[i] for i in rng.permutation(len(rows))), strict=True)
        cases.append((np.array(t), np.array(y), list(z)))
    values = yield [call("turned_round", *case) for case in cases]
    for value, (said, *_) in zip(values, _SIGNS, strict=True):
        expect(
            value is (said == "against it in all"),
            f"turned_round ({said}): True only if the difference has the opposite sign in every"
            " stratum; one that goes along, or has no difference, is enough for False",
        )


@check("confounders have to do with both, and came before", points=3)
def both(rng: Rng) -> Steps:
    """One or two of four; columns that bear on one side only, and one that followed."""
    worlds = [world(rng, count) for count in (1, 2, 0, 1)]
    values = yield [
        call("confounders", made.t, made.y, made.columns, made.before, LEVEL) for made in worlds
    ]
    for value, made in zip(values, worlds, strict=True):
        fits = isinstance(value, list) and all(isinstance(one, str) for one in value)
        expect(fits and value == sorted(set(value)), "confounders: return names, sorted")
        expect("reply" not in value or "reply" in made.before,
               "confounders: a column that is not in `before` is named; what the voucher may have"
               " changed is not adjusted for")  # fmt: skip
        expect(
            set(made.planted) <= set(value),
            "confounders: one that bears on vouchers and on returns is missing",
        )
        expect(
            value == made.planted,
            "confounders: a column is named that has to do with one side only; test it for vouchers"
            " given the other columns of `before`, and for returns given t and those too",
            share=0.3,
        )


def _figures(value: Any, names: list[str], right: list[float]) -> bool:
    keys = {"effect", "low", "high", "adjusted_for"}
    fits = isinstance(value, dict) and keys <= set(value)
    expect(fits, "answer: return a dict with effect, low, high and adjusted_for")
    told = [value[key] for key in ("effect", "low", "high")]
    return value["adjusted_for"] == names and np.allclose(as_array(told, (3,), "answer"), right,
                                                          atol=1e-9)  # fmt: skip


def _asked(question: str, made: World) -> Any:
    return call("answer", question, made.t, made.y, made.columns, made.before, LEVEL)


@check("answer describes with pooled rates", points=2)
def describes(rng: Rng) -> Steps:
    """Although the sign turns round within strata."""
    worlds = [orders_drawn(rng, 1), orders_drawn(rng, 2)]
    values = yield [_asked("describe", made) for made in worlds]
    for value, made in zip(values, worlds, strict=True):
        expect(
            _figures(value, [], effect(made.t, made.y, ["all"] * 3000)),
            "answer (describe): how often the orders that got a voucher are returned is a question"
            " about these orders, so their rates answer it as they are",
        )


@check("answer intervenes with what confounds held fixed", points=3)
def intervenes(rng: Rng) -> Steps:
    """One confounder, two at once, none."""
    worlds = [world(rng, count) for count in (1, 2, 0)]
    values = yield [_asked("intervene", made) for made in worlds]
    for value, made in zip(values, worlds, strict=True):
        z = strata(made, made.planted) if made.planted else ["all"] * 3000
        expect(
            _figures(value, made.planted, effect(made.t, made.y, z)),
            "answer (intervene): compare within the combinations of all columns that confound, and"
            " of no others; without any, the pooled rates answer this question too",
        )
