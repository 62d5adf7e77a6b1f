"""Finds reposts: the same posting again, perhaps for another city or under another date.

Shingles of 8 words are hashed, each text keeps 64 minima (MinHash; Broder 1997), texts that agree
on one of 16 bands of 4 are compared exactly. Capitalised words and figures are left out first, as
reposts differ in places and dates; that what is *asked* agrees is for the caller to check.
"""

from __future__ import annotations

import itertools
import re
import zlib
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SHINGLE = 8
SAME = 0.9
_BANDS = 16
_ROWS = 4
_WORD = re.compile(r"\b[^\W\d_][^\W\d_]*\b")

_Hashes = NDArray[np.uint64]


def shingles(text: str) -> _Hashes:
    """The sorted distinct hashes of all runs of 8 words (one of all words in a shorter text)."""
    words = [word for word in _WORD.findall(text) if not word[0].isupper()]
    codes = np.array([zlib.crc32(word.encode()) for word in words], dtype=np.uint64)
    size = min(SHINGLE, len(codes))
    if size == 0:
        return np.zeros(0, dtype=np.uint64)
    runs = np.lib.stride_tricks.sliding_window_view(codes, size)
    factors = np.array([6364136223846793005**at % 2**64 for at in range(size)], dtype=np.uint64)
    return np.unique((runs * factors).sum(axis=1, dtype=np.uint64))


def similarity(one: _Hashes, other: _Hashes) -> float:
    """The Jaccard similarity of two sets of shingles, 0 to 1."""
    shared = len(np.intersect1d(one, other, assume_unique=True))
    whole = len(one) + len(other) - shared
    return shared / whole if whole else 0.0


def near_copies(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs (earlier, later) of indices of texts that are near copies, sorted."""
    sets = [shingles(text) for text in texts]
    buckets: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    for index, found in enumerate(sets):
        if len(found):
            minima = _minima(found)
            for band in range(_BANDS):
                part = minima[band * _ROWS : (band + 1) * _ROWS].tobytes()
                buckets[band, part].append(index)
    pairs = {(row[0], later) for row in buckets.values() for later in row[1:]} | {
        pair for row in buckets.values() for pair in itertools.pairwise(row)
    }
    return sorted(pair for pair in pairs if similarity(sets[pair[0]], sets[pair[1]]) >= SAME)


def _minima(found: _Hashes) -> _Hashes:
    rng = np.random.default_rng(8)
    shape = (_BANDS * _ROWS, 1)
    factor = rng.integers(1, 2**63, shape, dtype=np.uint64) | np.uint64(1)
    shift = rng.integers(0, 2**63, shape, dtype=np.uint64)
    mixed = (found[None, :] * factor + shift) >> np.uint64(20)
    minima: _Hashes = mixed.min(axis=1)
    return minima
