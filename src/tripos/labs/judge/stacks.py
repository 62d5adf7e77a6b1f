"""The libraries that submissions may use, in stacks; a child cannot see what its stack lacks."""

from __future__ import annotations

import gc
import importlib
import re
import sys
import sysconfig
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Protocol

from tripos.errors import TriposError


class StackError(TriposError):
    """No such stack, or one of its libraries is not installed; the message says which."""


@dataclass(frozen=True)
class Stack:
    """Distributions with all they require, and the modules that the fork server imports."""

    distributions: tuple[str, ...]
    imports: tuple[str, ...]


_SCIPY = ("numpy", "scipy.stats", "scipy.optimize", "scipy.sparse.linalg", "scipy.spatial",
          "scipy.special", "scipy.linalg", "scipy.cluster.hierarchy")  # fmt: skip
_SKLEARN = tuple(
    f"sklearn.{name}"
    for name in "cluster datasets decomposition dummy ensemble feature_extraction.text "
    "feature_selection impute inspection linear_model metrics mixture model_selection naive_bayes "
    "neighbors pipeline preprocessing svm tree".split()
)
STACKS = {
    "numpy": Stack(("numpy",), ("numpy",)),
    "tables": Stack(("numpy", "scipy", "pandas"), (*_SCIPY, "pandas")),
    "base": Stack(("numpy", "pandas", "scikit-learn"), (*_SCIPY, "pandas", *_SKLEARN)),
    "torch": Stack(
        ("numpy", "pandas", "scikit-learn", "torch"), (*_SCIPY, "pandas", *_SKLEARN, "torch")
    ),
}
# Compiled modules of the standard library, loaded early: their system libraries then need no file.
_STANDARD = """
array bisect bz2 cmath collections contextlib copy csv ctypes dataclasses datetime decimal enum
fractions functools hashlib heapq inspect itertools json linecache logging lzma math mmap operator
pathlib pickle queue random re sqlite3 ssl statistics string struct tempfile textwrap traceback
typing unicodedata uuid xml.etree.ElementTree zlib zoneinfo
"""


class Finder(Protocol):
    """What Python keeps in `sys.meta_path`."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """See `importlib.abc.MetaPathFinder`."""


@dataclass(frozen=True)
class View:
    """What of this machine's Python a stack may see: paths, import path, top-level names."""

    paths: tuple[str, ...]
    search: tuple[str, ...]
    names: frozenset[str]


def find(name: str) -> Stack:
    """The stack of this name."""
    try:
        return STACKS[name]
    except KeyError:
        raise StackError(f"there is no stack '{name}'; there are {', '.join(STACKS)}") from None


def view(stack: Stack) -> View:
    """What a stack may see: the standard library, and the files of its distributions."""
    standard = dict.fromkeys(
        [sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")]
        + [entry for entry in sys.path if entry.endswith(("lib-dynload", "DLLs"))]
    )
    shown: dict[str, None] = dict.fromkeys(standard)
    search = dict.fromkeys(standard)
    names: set[str] = set(sys.stdlib_module_names)
    for distribution in _closure(stack.distributions):
        folder = Path(str(distribution.locate_file("")))
        search[str(folder)] = None
        for entry in sorted(_entries(distribution)):
            shown[str(folder / entry)] = None
            names.add(entry.removesuffix(".py").split(".")[0])
    return View(tuple(shown), tuple(search), frozenset(names))


def _closure(names: Sequence[str]) -> list[metadata.Distribution]:
    """The named distributions and those they require, extras aside."""
    found: dict[str, metadata.Distribution] = {}
    open_ends = list(names)
    while open_ends:
        name = re.sub(r"[-_.]+", "-", open_ends.pop()).lower()
        if name in found:
            continue
        try:
            found[name] = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            if name in names:
                extra = "torch" if name == "torch" else "labs"
                message = f"{name} is not installed: pip install 'tripos[{extra}]'"
                raise StackError(message) from None
            continue  # required elsewhere only, on another system or Python
        for line in found[name].requires or []:
            word = re.match(r"[A-Za-z0-9._-]+", line)
            if word and "extra ==" not in line:
                open_ends.append(word[0])
    return list(found.values())


def _entries(distribution: metadata.Distribution) -> set[str]:
    """The names that a distribution put beside others' in its folder."""
    files = distribution.files
    if files is None:  # put there by a system's package manager, which keeps its own list
        told = distribution.read_text("top_level.txt") or distribution.metadata["Name"]
        return set(told.split())
    return {file.parts[0] for file in files} - {"..", "__pycache__"}


class _Only(MetaPathFinder):
    """A finder that finds nothing beyond the stack; what it may not find is not there to ask for.

    That it truly is not there is the work of the confinement.
    """

    def __init__(self, finder: Finder, names: frozenset[str]) -> None:
        self._finder = finder
        self._names = names

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """What the finder finds, if the stack holds it."""
        if path is None and fullname.split(".", maxsplit=1)[0] not in self._names:
            return None
        return self._finder.find_spec(fullname, path, target)

    def invalidate_caches(self) -> None:
        """Passes on that files have changed."""
        if hasattr(self._finder, "invalidate_caches"):
            self._finder.invalidate_caches()


def preload(stack: Stack, seen: View) -> None:
    """Imports a stack from its own view, and pays for what libraries set up at first use."""
    sys.path[:] = seen.search
    sys.meta_path[:] = [_Only(finder, seen.names) for finder in sys.meta_path]
    for name in _STANDARD.split():
        with suppress(ImportError):  # a Python may be built without sqlite3 or ssl
            importlib.import_module(name)
    for name in stack.imports:
        importlib.import_module(name)
    _warm(stack)
    # Children then share these pages: no collection of theirs will write into them.
    gc.collect()
    gc.freeze()


def _warm(stack: Stack) -> None:
    import numpy as np  # noqa: PLC0415 - by the caller's search path

    x = np.random.default_rng(0).normal(size=(40, 3))
    np.linalg.lstsq(x, x[:, 0], rcond=None)
    if "pandas" in stack.imports:
        pandas = importlib.import_module("pandas")
        pandas.DataFrame(x).groupby(0).mean()
    if "sklearn.linear_model" in stack.imports:
        linear = importlib.import_module("sklearn.linear_model")
        linear.Ridge().fit(x, x[:, 0]).predict(x)
        # Looks for its thread pools in /proc, which a child does not have.
        importlib.import_module("sklearn.cluster").KMeans(2, n_init=1).fit(x)
        linear.LogisticRegression().fit(x, x[:, 0] > 0).predict_proba(x)
    if "torch" in stack.imports:
        # One thread: the pool of another would not survive the fork.
        torch = importlib.import_module("torch")
        torch.set_num_threads(1)
        # Wants threads and more memory than a child has, and complains into the learner's log.
        torch.backends.nnpack.set_flags(False)
        # Reads about the processor in /proc, which a child does not have, at the first operation.
        torch.ones(2, 2).exp()
        # The first optimiser imports the compiler, which takes a second.
        torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.1).step()
