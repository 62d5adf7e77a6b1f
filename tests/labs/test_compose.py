"""Versions of a program told by what differs."""

from __future__ import annotations

import pytest

from tripos.labs.compose import compose
from tripos.labs.gym import Family, all_families

BASE = """import numpy as np
from sklearn.linear_model import LogisticRegression, Ridge

import config

LIMIT = 3


# Gives the mean.
def centre(x):
    return np.mean(x)


class Model:
    def fit(self, x):
        return Ridge().fit(x, x)


def train(x):
    return Model().fit(x - centre(x)), config.SEED, LIMIT


def serve(x):
    return LogisticRegression().fit(x, x)
"""


def test_what_differs_takes_its_place() -> None:
    """The rest stays, comments included; what nothing needs goes, with its imports."""
    found = compose(
        BASE, "import math\n\n\ndef train(x):\n    return math.floor(LIMIT)\n", ["train"]
    )

    assert "import math\n\nLIMIT = 3\n\n\ndef train(x):\n    return math.floor(LIMIT)\n" == found


def test_nothing_differs() -> None:
    """The same program, whole."""
    found = compose(BASE, "", ["train", "serve"])

    assert "# Gives the mean.\ndef centre" in found
    assert "from sklearn.linear_model import LogisticRegression, Ridge" in found
    assert found == compose(found, "", ["train", "serve"])


def test_constants_stand_where_they_can_be_made() -> None:
    """First, or after the class or function that makes them."""
    found = compose(
        "class One:\n    pass\n\n\nONE = One()\nA, B = 1, 2\n", "def f():\n    return A\n"
    )

    assert (
        "A, B = 1, 2\n\n\nclass One:\n    pass\n\n\ndef f():\n    return A\n\n\nONE = One()\n"
        == found
    )


def test_only_definitions_are_allowed() -> None:
    """Anything that runs while the program loads cannot be put in its place by name."""
    with pytest.raises(ValueError, match="line 1"):
        compose(BASE, "print('hello')\n", ["train"])


@pytest.mark.parametrize("family", all_families().values(), ids=lambda family: family.id)
def test_all_variants_are_programs(family: Family) -> None:
    """They compile, have every entry, and no two are the same."""
    for name, code in family.variants.items():
        space = compile(code, name, "exec").co_names
        assert set(family.card.entry) <= set(space), name
    assert len(set(family.variants.values())) == len(family.variants)
