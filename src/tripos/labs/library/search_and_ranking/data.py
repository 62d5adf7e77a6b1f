"""Data of the lab: the collection and made-up texts, and the reference, word by word."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng


def words(text: str) -> list[str]:
    """Letter by letter: runs of letters and digits in lower case."""
    spaced = "".join(one if one.isalnum() else " " for one in text.lower())
    return spaced.split()


def made_up(rng: Rng, n: int, longest: int) -> list[str]:
    """Texts of made-up words with Zipf-like frequencies, one of them empty."""
    known = [
        a + b for a in ("ba", "ko", "ri", "tu", "me") for b in ("na", "lo", "sk", "fi", "ze", "m")
    ]
    share = 1 / np.arange(1, len(known) + 1)
    lengths = rng.integers(3, longest, n)
    lengths[int(rng.integers(n))] = 0
    return [" ".join(rng.choice(known, size, p=share / share.sum())) for size in lengths]


def cosines(documents: Sequence[str], queries: Sequence[str]) -> Floats:
    """The TF-IDF cosines of the brief, with dictionaries."""
    bags = [Counter(words(text)) for text in documents]
    df = Counter(word for bag in bags for word in bag)

    def weights(bag: Counter[str]) -> dict[str, float]:
        n = len(documents)
        return {w: (1 + math.log(c)) * math.log(n / df[w]) for w, c in bag.items() if w in df}

    def cosine(one: dict[str, float], other: dict[str, float]) -> float:
        dot = sum(value * other.get(word, 0.0) for word, value in one.items())
        norms = math.hypot(*one.values()) * math.hypot(*other.values())
        return dot / norms if norms > 0 else 0.0

    found = [weights(bag) for bag in bags]
    asked = [weights(Counter(words(text))) for text in queries]
    return np.array([[cosine(query, document) for document in found] for query in asked])


def okapi(documents: Sequence[str], queries: Sequence[str], k1: float, b: float) -> Floats:
    """The BM25 of the brief, with dictionaries."""
    bags = [Counter(words(text)) for text in documents]
    df = Counter(word for bag in bags for word in bag)
    n, mean = len(bags), sum(bag.total() for bag in bags) / len(bags)

    def score(query: str, bag: Counter[str]) -> float:
        total = 0.0
        for word in words(query):
            c = bag[word]
            if c:
                idf = math.log(1 + (n - df[word] + 0.5) / (df[word] + 0.5))
                total += idf * c * (k1 + 1) / (c + k1 * (1 - b + b * bag.total() / mean))
        return total

    return np.array([[score(query, bag) for bag in bags] for query in queries])


def discounted(order: Sequence[int], grades: Sequence[int], depth: int) -> float:
    """DCG of a ranking."""
    return sum(
        (2 ** grades[d] - 1) / math.log2(place + 1)
        for place, d in enumerate(order[:depth], start=1)
    )


def precision_mean(order: Sequence[int], relevant: Sequence[int]) -> float:
    """Average precision, from the definition: over relevant documents, not over places."""
    total = 0.0
    for document in relevant:
        if document in order:
            place = list(order).index(document) + 1
            total += sum(one in relevant for one in order[:place]) / place
    return total / len(relevant) if relevant else 0.0


def exact_p(d: Floats) -> float:
    """The p-value over all sign patterns."""
    n = len(d)
    patterns = 1 - 2.0 * ((np.arange(2**n)[:, None] >> np.arange(n)) & 1)
    means = np.abs(patterns @ d) / n
    return float((means >= abs(d.mean()) - 1e-12).mean())
