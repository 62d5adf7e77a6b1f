"""Text as vectors: weights, vocabularies, normalisation, likeness of documents."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter

import numpy as np

from tripos.chance import Floats
from tripos.exam.bank.scenes import Scene, Verdict, judged, pick
from tripos.exam.bank.shown import table
from tripos.exam.makers import choose, matrix, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "text-representation"

_WORDS = (
    ("court", "appeal", "judge", "law"), ("goal", "match", "coach", "team"),
    ("gene", "cell", "protein", "assay"), ("loan", "rate", "bank", "bond"),
    ("storm", "rain", "wind", "front"), ("server", "error", "cache", "node"),
)  # fmt: skip


@question("text-tf-idf", "A weight by tf-idf", ABOUT, skill="compute", minutes=3, difficulty=0.1)
def tf_idf(rng: Rng) -> Variant:
    """The tf-idf weight of a term, raw or log-damped, with a stated idf."""
    docs = int(rng.integers(4, 90)) * 50
    df = int(rng.integers(3, docs // 8))
    tf = int(rng.integers(2, 15))
    damped = bool(rng.integers(2))
    weight = 1 + math.log10(tf) if damped else float(tf)
    idf = math.log10(docs / df)
    value = weight * idf
    term = pick(rng, pick(rng, _WORDS))

    def again() -> float:
        power = math.log(docs) - math.log(df)
        return (1 + math.log(tf) / math.log(10) if damped else tf) * power / math.log(10)

    how = "$1 + \\log_{10} \\mathrm{tf}$" if damped else "the raw count"
    return number(
        f"The word '{term}' occurs {tf} times in a document, and in {df} of the {docs} documents of"
        f" a collection. With {how} as term frequency and $\\log_{{10}}(N/\\mathrm{{df}})$ as"
        " inverse document frequency, what is its tf-idf weight? Two decimals.",
        value, again=again, rel=0.004, tol=0.006, digits=3,
        solution=f"tf: {weight:.3f}; idf: $\\log_{{10}}({docs}/{df}) = {idf:.3f}$; the product is"
        f" {value:.3f}.",
        mistakes=[
            (tf * idf if damped else (1 + math.log10(tf)) * idf,
             f"The question asks for {how} as term frequency."),
            (weight * math.log(docs / df), "The logarithm is to base 10."),
            (weight * df / docs, "Rare terms must weigh more: the ratio is N over df."),
            (weight / idf, "The inverse document frequency is a factor."),
        ],
    )  # fmt: skip


def _documents(rng: Rng, words: tuple[str, ...]) -> list[str]:
    """Three short documents whose words come in several forms."""
    forms = [
        form for word in words[:3] for form in (word, word.capitalize(), word + "s", word + ",")
    ]
    return [" ".join(pick(rng, forms) for _ in range(6)) for _ in range(3)]


@question("text-vocabulary-size", "What normalisation leaves", ABOUT, skill="compute", minutes=4,
          difficulty=0.3)  # fmt: skip
def vocabulary_size(rng: Rng) -> Variant:
    """The number of terms before and after each step of normalisation, and of bigrams."""
    words = pick(rng, _WORDS)
    while True:
        docs = _documents(rng, words)
        raw = {word for doc in docs for word in doc.split()}
        plain = {word.strip(",") for word in raw}
        lower = {word.lower() for word in plain}
        stems = {word.removesuffix("s") for word in lower}
        clean = [doc.replace(",", "").lower().split() for doc in docs]
        pairs = {pair for doc in clean for pair in itertools.pairwise(doc)}
        sizes = [len(raw), len(lower), len(stems), len(pairs)]
        if len(set(sizes)) == 4 and len(raw) - len(plain) >= 1 and len(plain) > len(lower):
            break

    def again() -> list[int]:
        text = "\n".join(docs)
        small = [re.findall(r"[a-z]+", doc.lower()) for doc in docs]
        bare = Counter(re.sub(r"s$", "", word) for doc in small for word in doc)
        twos = Counter(" ".join(doc[at : at + 2]) for doc in small for at in range(len(doc) - 1))
        return [len(set(re.split(r"\s+", text))), len({w for d in small for w in d}), len(bare),
                len(twos)]  # fmt: skip

    shown = "\n".join(f"{at}. {doc}" for at, doc in enumerate(docs, 1))
    crossing = len(set(itertools.pairwise(itertools.chain(*clean))))
    return matrix(
        f"Three documents:\n\n{shown}\n\nWrite four numbers: the size of the vocabulary when the"
        " text is only split at spaces; after punctuation is removed and letters are lowered; after"
        " also a final 's' is cut off; and the number of different bigrams within documents after"
        " the second step (without cutting).",
        sizes, again=again, rel=0, tol=1e-9,
        solution=f"Split only: {', '.join(sorted(raw))} ({sizes[0]}). Lowered, without commas:"
        f" {', '.join(sorted(lower))} ({sizes[1]}). Without the plural: {', '.join(sorted(stems))}"
        f" ({sizes[2]}). Bigrams: {sizes[3]}.",
        mistakes=[
            ([len(plain), *sizes[1:]], "Split at spaces only, a comma stays part of the word."),
            ([sizes[0], len(plain), *sizes[2:]], "Words that differ only in capitals are one term"
             " after lowering."),
            ([*sizes[:3], crossing], "Bigrams do not cross the borders of documents."),
            ([*sizes[:3], 15], "Bigrams that repeat count once in a vocabulary."),
        ],
    )  # fmt: skip


@question("text-nearest-changes", "Which document is nearer", ABOUT, skill="compute", minutes=4,
          difficulty=0.6)  # fmt: skip
def nearest_changes(rng: Rng) -> Variant:
    """The cosine of a query with two documents, with and without idf."""
    terms = pick(rng, _WORDS)[:3]
    differ = rng.random() < 0.6
    while True:
        idf = np.array([0.1, float(rng.integers(8, 15)) / 10, float(rng.integers(16, 25)) / 10])
        query = np.ones(3)
        one, two = (rng.integers(0, 7, 3).astype(float) for _ in range(2))
        if not (one.any() and two.any()):
            continue
        plain = [_cosine(query, doc) for doc in (one, two)]
        weighted = [_cosine(query * idf, doc * idf) for doc in (one, two)]
        if min(abs(plain[0] - plain[1]), abs(weighted[0] - weighted[1])) > 0.06 and (
            ((plain[0] > plain[1]) != (weighted[0] > weighted[1])) == differ
        ):
            break
    names = ["document 1", "document 2"]
    by_counts, by_idf = (names[int(np.argmax(c))] for c in (plain, weighted))
    texts = {
        (a, b): f"{a} with raw counts, {b} with tf-idf" for a in names for b in names
    }  # fmt: skip
    right = texts[by_counts, by_idf]

    def again() -> str:
        def nearest(scale: Floats) -> str:
            units = [doc * scale / math.sqrt(float(((doc * scale) ** 2).sum()))
                     for doc in (one, two)]  # fmt: skip
            target = query * scale / math.sqrt(float(((query * scale) ** 2).sum()))
            gaps = [float(((unit - target) ** 2).sum()) for unit in units]
            return names[gaps.index(min(gaps))]

        return texts[nearest(np.ones(3)), nearest(idf)]

    rows = [(name, *(f"{x:g}" for x in line)) for name, line in (
        ("idf", idf), ("query", query), (names[0], one), (names[1], two))]  # fmt: skip
    return choose(
        rng,
        f"Counts of three terms, and their idf:{table(('', *terms), rows)}Which document has the"
        " larger cosine with the query, with raw counts and with tf-idf (counts times idf, for the"
        " query as well)?",
        right,
        [(text, "Compute both cosines for both documents: with idf, each coordinate of query and"
          " documents is multiplied before.") for text in texts.values() if text != right],
        again=again,
        solution=f"Raw: {plain[0]:.3f} and {plain[1]:.3f}; tf-idf: {weighted[0]:.3f} and"
        f" {weighted[1]:.3f}. The frequent term '{terms[0]}' counts in full among the raw counts"
        f" and hardly with idf: {right}.",
    )  # fmt: skip


def _cosine(u: Floats, v: Floats) -> float:
    return float(u @ v) / math.sqrt(float(u @ u) * float(v @ v))


_CHOICES = {
    "lower": Verdict("keep the letters' case: it separates what must stay apart", "case",
                     "Case carries no meaning here, or another choice does the harm."),
    "stop": Verdict("keep the stop words: they carry the decision", "little", "No stop word"
                    " decides here."),
    "bigram": Verdict("add bigrams: the order of neighbours decides", "order", "Single words tell"
                      " enough here."),
    "chars": Verdict("use character n-grams: words come in many spellings", "spelling",
                     "Spelling does not vary here."),
    "df": Verdict("drop terms found in a few documents only, to bound the vocabulary", "rare",
                  "The vocabulary is not swollen by rare terms here."),
    "idf": Verdict("weight by idf: terms in nearly every document drown the others", "common",
                   "No ubiquitous terms drown the rest here."),
}  # fmt: skip
_CASES = [
    ("After lowering, a tagger of agencies takes 'us' and 'who' in {n} texts for 'US' and 'WHO'.",
     "case", "lower", "The capitals were the only difference."),
    ("A classifier of shouting in chats ({n} users) lost 9 points after lowering.", "case",
     "lower", "Capitals are the shouting."),
    ("Removing stop words turned 'not to be refunded' into 'refunded' in {n} complaints.", "little",
     "stop", "'not' is a stop word in most lists."),
    ("Authors are told apart by style over {n} essays; without stop words accuracy falls to"
     " chance.", "little", "stop", "Function words are the strongest marks of style."),
    ("A bag of words gives 'dog bites man' and 'man bites dog' the same vector; {n} headlines"
     " hinge on this.", "order", "bigram", "Only the order differs."),
    ("Reviews with 'not good' and 'good' get the same score in {n} cases, though 'not' is kept.",
     "order", "bigram", "The pair 'not good' is a term of its own."),
    ("Search queries are full of typing errors: 'recieve', 'adress'; {n} % find nothing.",
     "spelling", "chars", "Most character n-grams survive an error."),
    ("Product names come as 'X-200', 'x200' and 'X 200' from {n} shops.", "spelling", "chars",
     "Parts of the names agree where the words do not."),
    ("Of {n} thousand terms, 70 % come in a single document; the linear model overfits.", "rare",
     "df", "A term seen once cannot be learned, only memorised."),
    ("Session ids in log lines make the vocabulary grow by {n} terms a minute.", "rare", "df",
     "Each id is met once."),
    ("All cosines between {n} contracts lie above 0.95, since each holds the same standard terms.",
     "common", "idf", "Terms of every document tell none apart."),
    ("In {n} thousand patent texts 'said', 'wherein' and 'claim' dominate each vector.", "common",
     "idf", "Their idf is nearly zero."),
]  # fmt: skip


@question("text-choose-normalisation", "Choose the representation", ABOUT, skill="diagnose",
          minutes=2)  # fmt: skip
def choose_normalisation(rng: Rng) -> Variant:
    """Which choice about the vocabulary answers the trouble told."""
    n = int(rng.integers(11, 90))
    scenes = [Scene(text.format(n=n), *rest) for text, *rest in _CASES]
    return judged(rng, scenes, _CHOICES, "Which change helps most?")
