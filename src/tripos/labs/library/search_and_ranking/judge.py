"""The checks of search: words, two scorers, ties, two measures, and a test of their difference."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect
from tripos.labs.library.search_and_ranking.data import (
    cosines,
    discounted,
    exact_p,
    made_up,
    okapi,
    precision_mean,
    words,
)
from tripos.labs.library.search_and_ranking.texts import DOCUMENTS, QUERIES


def _subset(rng: Rng) -> list[str]:
    return [DOCUMENTS[i] for i in rng.permutation(len(DOCUMENTS))[:30]]


@check("tokens splits at all that is no letter or digit, in any language", points=1)
def splits(rng: Rng) -> Steps:
    """A text of the collection and one with letters, figures and signs."""
    texts = [
        DOCUMENTS[int(rng.integers(len(DOCUMENTS)))],
        "Zürich's ÉTÉ: snake_case, 3.5 km (x2)",
        " -- ",
    ]
    found = yield [call("tokens", text) for text in texts]
    for value, text in zip(found, texts, strict=True):
        expect(isinstance(value, list), "tokens: return a list of words")
        expect(
            value == words(text),
            "tokens: words are the longest runs of letters (accents too) and digits in lower"
            " case; an"
            " apostrophe, a point and an underscore part them",
            share=0.4 if text.isascii() and text.strip("- ") == "" else 0.0,
        )


@check("tfidf is the cosine of log-weighted vectors, with idf from the documents", points=2)
def vectors(rng: Rng) -> Steps:
    """On the collection, on made-up texts with repeats, with unknown words."""
    asked = [query for query, _ in QUERIES]
    texts = made_up(rng, 25, 40)
    odd = ["bana bana kolo", "xyzzy", "", "xyzzy bana rilo", texts[3]]
    cases = ((_subset(rng), asked, "collection"), (texts, odd, "repeated and unknown words"))
    values = yield [call("tfidf", documents, queries) for documents, queries, _ in cases]
    for value, (documents, queries, said) in zip(values, cases, strict=True):
        shape = (len(queries), len(documents))
        found = as_array(value, shape, f"tfidf ({said})")
        truth = cosines(documents, queries)
        zero = (truth == 0).all(axis=1)
        expect(np.allclose(found[zero], 0), f"tfidf ({said}): no known word must give cosines of 0")
        expect(
            np.allclose(found, truth, atol=1e-9),
            f"tfidf ({said}): not the cosine of (1 + ln c) ln(N/df), with N and df counted on the"
            " documents and unknown query words left out of the norm",
        )


@check("bm25 saturates and allows for length", points=2)
def saturates(rng: Rng) -> Steps:
    """On the collection and on made-up texts, for three settings."""
    asked = [query for query, _ in QUERIES]
    texts = made_up(rng, 25, 60)
    cases = (
        (_subset(rng), asked, 1.2, 0.75, "collection"),
        (texts, ["bana bana kolo", "xyzzy kolo", ""], float(rng.uniform(0.5, 2)), 0.4, "made up"),
        (texts, ["tuna mem bana"], 1.6, 0.0, "b = 0"),
    )
    values = yield [call("bm25", *case[:4]) for case in cases]
    for value, (documents, queries, k1, b, said) in zip(values, cases, strict=True):
        found = as_array(value, (len(queries), len(documents)), f"bm25 ({said})")
        expect(
            (found >= 0).all(), f"bm25 ({said}): negative scores: 1 + is missing in the logarithm"
        )
        expect(
            np.allclose(found, okapi(documents, queries, k1, b), atol=1e-9),
            f"bm25 ({said}): not the formula of the brief: check the saturation, the length in"
            " words"
            " over the mean of all documents, and query words that come twice",
        )


@check("rank puts the best first and keeps ties in order", points=1)
def ranks(rng: Rng) -> Steps:
    """Many equal scores, negative ones, and a depth beyond the end."""
    scores = rng.integers(-2, 3, (6, 60)) / 2.0
    deep = rng.normal(size=(2, 4))
    short, long = yield [call("rank", scores, 25), call("rank", deep, 10)]
    found = as_array(short, (6, 25), "rank")
    truth = [sorted(range(60), key=lambda d: (-row[d], d))[:25] for row in scores]
    expect(
        (np.diff(np.take_along_axis(scores, found.astype(int), 1)) <= 0).all(),
        "rank: not best first",
    )
    expect(
        np.array_equal(found, truth),
        "rank: of equal scores the lower number comes first",
        share=0.4,
    )
    whole = as_array(long, (2, 4), "rank (four documents, depth 10)")
    expect(
        np.array_equal(whole, np.argsort(-deep, axis=1)), "rank: a depth beyond the end gives all"
    )


@check("average_precision counts what was never returned", points=2)
def precision(rng: Rng) -> Steps:
    """Random rankings, relevant documents outside them, none at all."""
    cases = []
    for depth in (5, 10, 20):
        order = [int(one) for one in rng.permutation(30)[:depth]]
        cases.append((order, [int(one) for one in rng.choice(30, 8, replace=False)]))
    values = yield [
        *(call("average_precision", *case) for case in cases),
        call("average_precision", [3, 1], []),
        call("average_precision", [], [2]),
    ]
    found = [as_number(value, "average_precision") for value in values]
    expect(
        found[3] == 0 and found[4] == 0, "average_precision: nothing relevant or returned gives 0"
    )
    for value, (order, relevant) in zip(found[:3], cases, strict=True):
        expect(
            abs(value - precision_mean(order, relevant)) < 1e-9,
            "average_precision: not the mean over all relevant documents of the precision where"
            " each"
            " stands (0 for one that the ranking does not have)",
        )


@check("ndcg divides by the best that all documents allow", points=2)
def gains(rng: Rng) -> Steps:
    """Grades to 3; rankings that miss the best; fewer relevant ones than places."""
    cases = []
    for depth in (1, 5, 10):
        grades = [int(one) for one in rng.choice(4, 30, p=[0.6, 0.2, 0.1, 0.1])]
        grades[0], grades[1] = 3, 1
        order = [int(one) for one in 2 + rng.permutation(28)[:12]]
        cases.append(([*order[:4], 1, *order[4:]] if depth > 1 else [1, *order], grades, depth))
    values = yield [*(call("ndcg", *case) for case in cases), call("ndcg", [1, 0], [0, 0], 2),
                    call("ndcg", [0], [2, 1, 0], 3)]  # fmt: skip
    found = [as_number(value, "ndcg") for value in values]
    expect(found[3] == 0, "ndcg: nothing relevant gives 0")
    for value, (order, grades, depth) in zip(found[:3], cases, strict=True):
        best = discounted(sorted(range(30), key=lambda d: -grades[d]), grades, depth)
        expect(
            abs(value - discounted(order, grades, depth) / best) < 1e-9,
            "ndcg: gain 2^g - 1, discount 1/log2(1 + place) from place 1, within depth, over"
            " the best"
            " ranking of all documents (not only of those returned)",
        )
    short = 3 / (3 + 1 / np.log2(3))
    expect(abs(found[4] - short) < 1e-9, "ndcg: a ranking shorter than depth just ends")


@check("scorers, ranking and measures work together on the judged queries", points=2)
def together(rng: Rng) -> Steps:
    """The mean of average precision of BM25 over the twelve queries."""
    order = rng.permutation(len(DOCUMENTS))
    documents = [DOCUMENTS[i] for i in order]
    place = {int(old): new for new, old in enumerate(order)}
    asked = [query for query, _ in QUERIES]
    scores = yield call("bm25", documents, asked, 1.2, 0.75)
    table = as_array(scores, (len(asked), len(documents)), "bm25")
    ranking = as_array((yield call("rank", table, 10)), (len(asked), 10), "rank")
    rows = [[int(one) for one in row] for row in ranking]
    judged = [[place[d] for d in found] for _, found in QUERIES]
    pairs = list(zip(rows, judged, strict=True))
    values = yield [call("average_precision", row, wanted) for row, wanted in pairs]
    found = float(np.mean([as_number(value, "average_precision") for value in values]))
    best = np.argsort(-okapi(documents, asked, 1.2, 0.75), axis=1, kind="stable")[:, :10].tolist()
    truth = float(np.mean([precision_mean(row, w) for row, w in zip(best, judged, strict=True)]))
    expect(
        abs(found - truth) < 0.01,
        "the mean average precision of BM25 at depth 10 over the twelve queries is not what it"
        " should be"
        f" (yours is {'lower' if found < truth else 'higher'})",
    )


@check("paired_p is a randomisation test over queries", points=2)
def tests(rng: Rng) -> Steps:
    """Against all sign patterns for twelve queries; ties; a difference of zero."""
    base = rng.random(12)
    some = base + rng.normal(0.05, 0.12, 12)
    ties = base + rng.choice([-0.1, 0.1, 0.1], 12)
    calls = [call("paired_p", some, base, 20_000, 1), call("paired_p", base, some, 20_000, 2),
             call("paired_p", ties, base, 20_000, 3), call("paired_p", base, base, 500, 4),
             call("paired_p", base + 0.2, base, 99, 5)]  # fmt: skip
    values = yield [*calls, calls[0]]
    found = [as_number(value, "paired_p") for value in values]
    expect(found[0] == found[5], "paired_p: the same seed must give the same p-value")
    expect(found[3] == 1, "paired_p: no difference at all must give 1")
    expect(
        found[4] >= 0.01, "paired_p: with 99 draws no p-value is below 1/100: count the data too"
    )
    for value, d in ((found[0], some - base), (found[1], some - base)):
        expect(
            abs(value - exact_p(d)) < 0.025,
            "paired_p: far from the exact two-sided p-value: draw a sign for each query's"
            " difference",
        )
    expect(
        abs(found[2] - exact_p(ties - base)) < 0.025,
        "paired_p: with many equal differences, means that are equal but for rounding count as"
        " ties",
        share=0.6,
    )
