"""Other teams' styles: the program does the same, and looks different."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tripos.labs.gym.style import rename, restyle

CODE = '''"""A module."""

import numpy as np

LIMIT = 3


# Adds them up.
def total(values, start=0):
    return sum(values) + start


def mean(values):
    store = dict(values=values)
    return total(store["values"], start=0) / len(values)
'''
NAMES = {
    "total": ("add", "summed"),
    "mean": ("average",),
    "store": ("kept", "held"),
    "values": ("x",),
}


def _answer(code: str) -> float:
    space: dict[str, object] = {}
    exec(compile(code, "pipeline.py", "exec"), space)
    found = space.get("mean") or space["average"]
    return found([1, 2, 6])  # type: ignore[operator, no-any-return]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_what_it_does_is_unchanged(seed: int) -> None:
    """Whatever names, order and blemishes are drawn."""
    assert 3.0 == _answer(restyle(CODE, NAMES, np.random.default_rng(seed)))


def test_styles_differ_and_repeat() -> None:
    """Many shapes of one program; the same numbers give the same shape."""
    made = {restyle(CODE, NAMES, np.random.default_rng(seed)) for seed in range(30)}

    assert len(made) > 15
    assert restyle(CODE, NAMES, np.random.default_rng(1)) in made


def test_strings_attributes_and_keywords_stay() -> None:
    """Only names of variables and functions are replaced."""
    found = rename("x.model = f(model=model)  # model\ny = 'model'\n", {"model": "clf"})

    assert "x.model = f(model=clf)  # model\ny = 'model'\n" == found


def test_names_that_are_taken_stay_free() -> None:
    """Two names never become one."""
    code = "def f(x, at):\n    part = x[at]\n    return part + at\n"

    assert code == rename(code, {"part": "at"})
    assert "one = x[at]" in rename(code, {"part": "one", "x": "one"})
