"""Ranking metrics by hand, and which one fits how results are used."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

from tripos.exam.bank.scenes import Scene, Verdict, judged, pick
from tripos.exam.bank.shown import table
from tripos.exam.makers import choose, matrix, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "ranking-metrics"


@question("ranking-average-precision", "Average precision", ABOUT, skill="compute", minutes=3,
          difficulty=0.2)  # fmt: skip
def average_precision(rng: Rng) -> Variant:
    """AP of one list, some relevant documents of which were not retrieved."""
    while True:
        marks = [int(x) for x in rng.random(8) < 0.45]
        missing = int(rng.integers(0, 4))
        found = sum(marks)
        if 2 <= found <= 5 and marks[:found] != [1] * found:
            break
    total = found + missing
    parts = [Fraction(sum(marks[: at + 1]), at + 1) for at in range(8) if marks[at]]
    value = float(sum(parts) / total)

    def again() -> float:
        # the area under precision against recall, step by step
        hits = np.cumsum(marks)
        precision = hits / np.arange(1, 9)
        recall = np.r_[0, hits / total]
        return float((precision * np.diff(recall)).sum())

    shown = " ".join("R" if mark else "–" for mark in marks)
    sums = " + ".join(f"\\frac{{{p.numerator}}}{{{p.denominator}}}" for p in parts)
    what = pick(rng, ["patent search", "search for trials", "image search", "search for precedents",
                      "product search"])  # fmt: skip
    return number(
        f"A {what} returns eight results, R being relevant, best first: {shown}. In the collection"
        f" there are {total} relevant ones. What is the average precision (uninterpolated)? Three"
        " decimals.",
        value, again=again, rel=0, tol=0.0016, digits=4,
        solution=f"Precision at each relevant rank, over all {total} relevant: $({sums}) / {total}"
        f" = {value:.4f}$.",
        mistakes=[
            (float(sum(parts) / found), "Relevant documents that were not found count with zero:"
             " divide by all of them."),
            (found / 8, "That is the precision at 8, which ignores the order."),
            (found / total, "That is the recall."),
            (float(np.mean([sum(marks[: at + 1]) / (at + 1) for at in range(8)])),
             "Only the ranks of relevant results enter."),
        ],
    )  # fmt: skip


@question("ranking-ndcg", "NDCG by hand", ABOUT, skill="compute", minutes=4, difficulty=0.4)
def ndcg(rng: Rng) -> Variant:
    """NDCG at k with graded relevance, linear or exponential gain."""
    exponential = bool(rng.integers(2))
    k = int(rng.integers(3, 5))
    while True:
        grades = [int(x) for x in rng.integers(0, 4, 6)]
        best = sorted(grades, reverse=True)
        if (
            grades[:k] != best[:k]
            and max(grades[:k]) > 0
            and sorted(grades[:k]) != sorted(best[:k])
        ):
            break

    def gain(grade: int) -> float:
        return 2.0**grade - 1 if exponential else float(grade)

    def dcg(values: list[int]) -> float:
        return sum(gain(g) / math.log2(at + 2) for at, g in enumerate(values[:k]))

    value = dcg(grades) / dcg(best)
    inner = dcg(grades) / dcg(sorted(grades[:k], reverse=True))

    def again() -> float:
        weights = np.log(2) / np.log(np.arange(2, k + 2))
        gains = np.array([gain(g) for g in grades])
        ideal = np.partition(gains, 6 - k)[6 - k :]
        return float(gains[:k] @ weights / (np.sort(ideal)[::-1] @ weights))

    how = "$2^{\\mathrm{grade}} - 1$" if exponential else "the grade itself"
    plain = sum(gain(g) for g in grades[:k]) / sum(gain(g) for g in best[:k])
    return number(
        f"Six results of a query, all that were judged, have the grades"
        f" {', '.join(map(str, grades))} in the order shown. With {how} as gain and the discount"
        f" $1/\\log_2(1 + \\mathrm{{rank}})$, what is NDCG@{k}? Three decimals.",
        value, again=again, rel=0, tol=0.0016, digits=4,
        solution=f"DCG@{k} = {dcg(grades):.4f}; the best order of all six,"
        f" {', '.join(map(str, best))}, has {dcg(best):.4f} at {k}. The ratio is {value:.4f}.",
        mistakes=[
            (inner, f"The ideal list takes the best of all judged results, not only of the {k}"
             " shown."),
            (plain, "The gains must be discounted by rank."),
            (dcg(grades), "Divide by the DCG of the ideal order."),
            (_other_gain(grades, best, k, exponential), f"The question asks for {how} as gain."),
        ],
    )  # fmt: skip


def _other_gain(grades: list[int], best: list[int], k: int, exponential: bool) -> float:
    """NDCG with the gain that was not asked for."""
    made = [sum((g if exponential else 2**g - 1) / math.log2(at + 2)
                for at, g in enumerate(values[:k])) for values in (grades, best)]  # fmt: skip
    return made[0] / made[1]


_ONE_NEEDED = [
    "People look for one known page and stop at it.",
    "A voice assistant reads results out until the first right one.",
    "Support staff need one article that solves the ticket, then they close the list.",
    "A user types the name of a form and takes the first that fits.",
]
_ALL_USED = [
    "Editors read all five results and want as many usable ones as possible.",
    "Five cards are shown at once, without an order, and each good one counts.",
    "An annotator must check all five candidates, whatever their place.",
    "All five are bundled into one mail, and each good one earns the same.",
]


@question("ranking-metrics-disagree", "Two metrics, two winners", ABOUT, skill="choose", minutes=4,
          difficulty=0.5)  # fmt: skip
def metrics_disagree(rng: Rng) -> Variant:
    """MRR and precision at five name different winners; which counts is told."""
    while True:
        lists = [[[int(x) for x in rng.random(5) < 0.4] for _ in range(3)] for _ in range(2)]
        mrr = [_mrr(rows) for rows in lists]
        p5 = [sum(map(sum, rows)) / 15 for rows in lists]
        if (
            abs(mrr[0] - mrr[1]) > 0.08
            and abs(p5[0] - p5[1]) > 0.05
            and ((mrr[0] > mrr[1]) != (p5[0] > p5[1]))
        ):
            break
    first = bool(rng.integers(2))
    use = pick(rng, _ONE_NEEDED if first else _ALL_USED)
    scores = mrr if first else p5
    winner = int(scores[1] > scores[0])
    texts = [f"system {name}, by {metric}" for metric in ("MRR", "precision at 5") for name in "AB"]
    right = texts[winner if first else 2 + winner]

    def again() -> str:
        metric = "MRR" if first else "precision at 5"
        totals = []
        for rows in lists:
            ranks = [next((1 / n for n, hit in enumerate(row, 1) if hit), 0.0) for row in rows]
            totals.append(sum(ranks) if first else float(np.array(rows).mean()))
        return f"system {'AB'[totals.index(max(totals))]}, by {metric}"

    rows = [(f"query {at + 1}", *("".join("R" if x else "–" for x in lists[s][at])
                                  for s in range(2))) for at in range(3)]  # fmt: skip
    said = f"MRR: A {mrr[0]:.3f}, B {mrr[1]:.3f}; precision at 5: A {p5[0]:.3f}, B {p5[1]:.3f}"
    wrong = []
    for at, text in enumerate(texts):
        if text != right:
            why = "Ask how the results are used" if (at < 2) != first else "Compute the metric"
            wrong.append((text, f"{why}. {said}."))
    return choose(
        rng,
        f"{use} Two systems on three queries, R being relevant, best first:"
        f"{table(('', 'A', 'B'), rows)}Which system is better for this use, and by which metric?",
        right, wrong, again=again,
        solution=f"{said}. "
        + ("Only the first relevant result counts here, so MRR decides" if first else
           "All five count alike, wherever they stand, so precision at 5 decides")
        + f": {right}.",
    )  # fmt: skip


def _mrr(rows: list[list[int]]) -> float:
    return sum(1 / (row.index(1) + 1) if 1 in row else 0.0 for row in rows) / len(rows)


@question("ranking-map-mrr", "MAP and MRR over queries", ABOUT, skill="compute", minutes=4,
          difficulty=0.3)  # fmt: skip
def map_and_mrr(rng: Rng) -> Variant:
    """MAP, MRR and mean precision at three over three queries, one of which finds nothing."""
    while True:
        rows = [[int(x) for x in rng.random(5) < p] for p in (0.5, 0.5, 0.35)]
        empty = int(rng.integers(3))
        rows[empty] = [0] * 5
        full = [row for at, row in enumerate(rows) if at != empty]
        if all(sum(row) in (1, 2, 3) for row in full) and any(not row[0] for row in full):
            break
    totals = [max(1, sum(row)) + int(rng.integers(0, 2)) for row in rows]

    def ap(row: list[int], total: int) -> float:
        return sum(sum(row[: at + 1]) / (at + 1) for at in range(5) if row[at]) / total

    aps = [ap(row, total) for row, total in zip(rows, totals, strict=True)]
    values = [sum(aps) / 3, _mrr(rows)]

    def again() -> list[float]:
        marks = np.array(rows)
        precision = np.cumsum(marks, axis=1) / np.arange(1, 6)
        each = (precision * marks).sum(axis=1) / np.array(totals)
        first = np.where(marks.any(axis=1), 1 / (marks.argmax(axis=1) + 1), 0)
        return [float(each.mean()), float(first.mean())]

    shown = [(at + 1, " ".join("R" if x else "–" for x in row), total)
             for at, (row, total) in enumerate(zip(rows, totals, strict=True))]  # fmt: skip
    return matrix(
        "Three queries with their five results, R being relevant:"
        f"{table(('query', 'results', 'relevant in all'), shown)}Write MAP and MRR, three decimals"
        " each.",
        values, again=again, rel=0, tol=0.0016, digits=4,
        solution=f"Average precisions: {', '.join(f'{x:.4f}' for x in aps)}, mean"
        f" {values[0]:.4f}. Reciprocal first ranks, 0 where nothing is found, have the mean"
        f" {values[1]:.4f}.",
        mistakes=[
            ([sum(aps) / 2, values[1] * 1.5], "A query without a relevant result counts with 0; it"
             " is not left out."),
            ([values[1], values[0]], "MAP comes first, MRR second."),
            ([sum(ap(r, max(1, sum(r))) for r in rows) / 3, values[1]],
             "Divide by all relevant documents of the query, also those not found."),
            ([sum(map(sum, rows)) / 15, values[1]], "That is precision at 5, not average"
             " precision."),
        ],
    )  # fmt: skip


_METRICS = {
    "mrr": Verdict("mean reciprocal rank", "onefirst", "Several results matter here, not only the"
                   " first good one."),
    "p": Verdict("precision at the number of results shown", "fewequal", "Rank or missed documents"
                 " matter here, so a plain share of good ones is not enough."),
    "ndcg": Verdict("NDCG at the depth that is looked at", "graded", "The relevance is not graded"
                    " here, or rank does not matter."),
    "recall": Verdict("recall at the depth that can be reviewed", "all", "Missing one relevant"
                      " document is not the concern here."),
    "map": Verdict("mean average precision", "binaryall", "It is not a matter of yes/no relevance"
                   " of many documents all along the list."),
    "rate": Verdict("a controlled experiment on what people do with the lists", "noqrels",
                    "There are relevance judgements to compute a metric from."),
}  # fmt: skip
_USES = [
    ("People ask for the page of an office, one right page each; {n} thousand queries are logged.",
     "onefirst", "mrr", "One right answer, and its rank is what it costs."),
    ("A question box shows one passage after another until the first that answers.", "onefirst",
     "mrr", "What counts is how soon the first good one comes."),
    ("A newsletter shows {n} articles side by side; each that fits counts the same.", "fewequal",
     "p", "A fixed number shown, all places alike, yes/no relevance."),
    ("A shop window has {n} tiles in no order; a tile either suits or not.", "fewequal", "p",
     "Only the share of suitable tiles matters."),
    ("Judges graded products from 0 (wrong) to 4 (perfect); people scan a list from the top and"
     " rarely go beyond {n}.", "graded", "ndcg", "Graded relevance and attention that fades."),
    ("Recipes are rated from 1 to 5 hearts by testers; an app lists {n} of them from the top.",
     "graded", "ndcg", "Grades and order both matter."),
    ("Lawyers must not miss any relevant mail; {n} thousand can be read by hand.", "all",
     "recall", "A missed document is the damage, and the budget is the depth."),
    ("A first stage passes {n} hundred candidates to a costly re-ranker.", "all", "recall",
     "What the first stage misses can never be ranked."),
    ("Researchers read long lists with yes/no judgements of all papers; early ones are better, and"
     " the whole list of {n} counts.", "binaryall", "map", "Binary relevance and precision at"
     " every recall level."),
    ("Two engines are compared on a test collection with binary judgements of some {n} relevant"
     " documents a topic, over the full lists.", "binaryall", "map", "MAP averages precision over"
     " all relevant documents."),
    ("A new ranker changes {n} % of the lists, and no judgements exist for the results it brings"
     " up.", "noqrels", "rate", "Unjudged results would count as wrong offline."),
    ("Relevance depends on the mood of the listener; only plays and skips of {n} million sessions"
     " with the old order are known.", "noqrels", "rate", "Logs of the old order judge only what it"
     " showed."),
]  # fmt: skip


@question("ranking-choose-metric", "Choose the ranking metric", ABOUT, skill="choose", minutes=2)
def choose_metric(rng: Rng) -> Variant:
    """The metric that follows from how results are consumed."""
    n = int(rng.integers(4, 13))
    scenes = [Scene(text.format(n=n), *rest) for text, *rest in _USES]
    return judged(rng, scenes, _METRICS, "Which measure of quality fits best?")
