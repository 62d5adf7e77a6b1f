"""Code is read as a tree, in many threads at once."""

from __future__ import annotations

import ast
import gc
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from inspect import getsource

import pytest

from tripos.syntax import expression, program


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads take turns wherever they can, also while memory is tidied up."""
    interval, threshold = sys.getswitchinterval(), gc.get_threshold()

    def tidy(phase: str, info: dict[str, int]) -> None:
        list(info)

    sys.setswitchinterval(1e-6)
    gc.set_threshold(100)
    gc.callbacks.append(tidy)
    yield
    gc.callbacks.remove(tidy)
    gc.set_threshold(*threshold)
    sys.setswitchinterval(interval)


@pytest.mark.usefixtures("restless")
def test_threads_do_not_disturb_each_other() -> None:
    """Each gets its own tree."""
    code = getsource(ast.NodeVisitor)
    with ThreadPoolExecutor(8) as pool:
        trees = list(pool.map(program, [code] * 100))

    assert {ast.dump(trees[0])} == {ast.dump(tree) for tree in trees}


def test_an_expression() -> None:
    """As `ast.parse` reads it."""
    assert isinstance(expression("1 + x"), ast.BinOp)
    with pytest.raises(SyntaxError):
        expression("x = 1")
