"""Language models: n-grams, subwords, perplexity across vocabularies."""

from __future__ import annotations

import itertools
import math
from collections import Counter

import numpy as np

from tripos.exam.bank.scenes import Scene, Verdict, judged, pick
from tripos.exam.bank.shown import table
from tripos.exam.makers import choose, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "language-models"


@question("lm-bigram-perplexity", "Perplexity of a smoothed bigram model", ABOUT, skill="compute",
          minutes=5, difficulty=0.5)  # fmt: skip
def bigram_perplexity(rng: Rng) -> Variant:
    """The perplexity of a short sentence under additive smoothing."""
    words = list(pick(rng, ["abcd", "uvwx", "klmn"]))
    k = float(pick(rng, [0.5, 1.0, 2.0]))
    counts = rng.integers(0, 9, (4, 4))
    while True:
        test = [int(x) for x in rng.integers(0, 4, 5)]
        seen = [int(counts[a, b]) for a, b in itertools.pairwise(test)]
        if 1 <= seen.count(0) <= 2 and len(set(itertools.pairwise(test))) == 4:
            break
        counts = rng.integers(0, 9, (4, 4))
    rows = counts.sum(axis=1)
    probs = [(counts[a, b] + k) / (rows[a] + 4 * k) for a, b in itertools.pairwise(test)]
    value = math.prod(1 / p for p in probs) ** 0.25

    def again() -> float:
        model = (counts + k) / (counts + k).sum(axis=1, keepdims=True)
        codes = [-math.log2(model[test[at], test[at + 1]]) for at in range(4)]
        return 2.0 ** (sum(codes) / 4)

    shown = table(
        ("", *words), [(w, *line) for w, line in zip(words, counts.tolist(), strict=True)]
    )
    sentence = " ".join(words[at] for at in test)
    fractions = " \\cdot ".join(
        f"\\frac{{{counts[a, b] + k:g}}}{{{rows[a] + 4 * k:g}}}"
        for a, b in itertools.pairwise(test)
    )
    inverse = math.prod(probs) ** -0.2
    return number(
        f"Bigram counts of a language with four words (row: first word, column: next word):{shown}"
        f"With additive smoothing by $k = {k:g}$, what is the perplexity of the continuation"
        f" '{sentence}', given its first word (four predictions)? Two decimals.",
        value, again=again, rel=0.006, digits=3,
        solution=f"Each probability is (count + {k:g}) over (row sum + {4 * k:g}): ${fractions} ="
        f" {math.prod(probs):.6f}$. To the power $-1/4$: {value:.3f}.",
        mistakes=[
            (inverse, "Four words are predicted, so take the fourth root."),
            (1 / math.prod(probs), "Perplexity is per word: take the fourth root of the inverse"
             " probability."),
            (math.prod((rows[a] + k) / (counts[a, b] + k)
                       for a, b in itertools.pairwise(test)) ** 0.25,
             "Adding k to each of the four words adds 4k to the row sum."),
            (sum(-math.log(p) for p in probs) / 4, "That is the cross-entropy in nats; perplexity"
             " is its exponential."),
        ],
    )  # fmt: skip


def _merge(words: dict[tuple[str, ...], int], pair: tuple[str, str]) -> dict[tuple[str, ...], int]:
    """The words after a pair of neighbouring symbols was joined."""
    made: dict[tuple[str, ...], int] = {}
    for word, count in words.items():
        out: list[str] = []
        at = 0
        while at < len(word):
            joined = word[at : at + 2] == pair
            out.append("".join(word[at : at + 2]) if joined else word[at])
            at += 2 if joined else 1
        made[tuple(out)] = made.get(tuple(out), 0) + count
    return made


def _pairs(words: dict[tuple[str, ...], int]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for word, count in words.items():
        for pair in itertools.pairwise(word):
            found[pair] += count
    return found


_STEMS = (
    ("the", "then", "he", "hat"), ("an", "ant", "can", "nap"), ("on", "one", "ton", "not"),
    ("her", "herd", "red", "she"), ("at", "ate", "mat", "tea"), ("is", "his", "mist", "sit"),
    ("or", "ore", "for", "rot"), ("in", "ink", "pin", "nil"),
)  # fmt: skip


@question("lm-bpe-tokens", "Merge by byte pairs", ABOUT, skill="compute", minutes=5,
          difficulty=0.5)  # fmt: skip
def bpe_tokens(rng: Rng) -> Variant:
    """Tokens of the training words after a few merges of byte-pair encoding."""
    while True:
        stems = pick(rng, _STEMS)
        counts = [int(x) for x in rng.choice(range(2, 16), 4, replace=False)]
        words = {tuple(stem): count for stem, count in zip(stems, counts, strict=True)}
        start = words
        merges, clear = [], True
        for _ in range(3):
            ranked = _pairs(words).most_common(2)
            clear &= len(ranked) == 2 and ranked[0][1] > ranked[1][1]
            merges.append(ranked[0])
            words = _merge(words, ranked[0][0])
        if clear:
            break
    value = sum(len(word) * count for word, count in words.items())
    before = sum(len(word) * count for word, count in start.items())

    def again() -> float:
        text = [stem for stem, count in zip(stems, counts, strict=True) for _ in range(count)]
        spaced = [" ".join(stem) for stem in text]
        for _ in range(3):
            found: Counter[str] = Counter()
            for line in spaced:
                parts = line.split(" ")
                found.update(f"{a} {b}" for a, b in itertools.pairwise(parts))
            top = max(found, key=lambda pair: found[pair])
            spaced = [f" {line} ".replace(f" {top} ", f" {top.replace(' ', '')} ").strip()
                      for line in spaced]  # fmt: skip
        return sum(len(line.split(" ")) for line in spaced)

    shown = ", ".join(f"{stem} ({count})" for stem, count in zip(stems, counts, strict=True))
    done = ", ".join(f"{a}+{b} ({n} times)" for (a, b), n in merges)
    by_types = sum(len(word) for word in words)
    return number(
        f"A corpus holds these words, with their counts: {shown}. Byte-pair encoding starts from"
        " letters and makes three merges, each time of the most frequent pair within words. How"
        " many tokens does the corpus have then?",
        value, again=again, tol=0, rel=0,
        solution=f"The merges are {done}. Each shortens the corpus by its count: ${before} -"
        f" {' - '.join(str(n) for _, n in merges)} = {value}$ tokens; the words are now"
        f" {', '.join('|'.join(word) for word in words)}.",
        mistakes=[
            (before, "That is the number of letters, before any merge."),
            (by_types, "Each word counts as often as it occurs in the corpus."),
            (value + merges[2][1], "That is after two merges; three were asked for."),
            (before - 3 * merges[0][1], "Counts of pairs change after each merge: count anew."),
        ],
    )  # fmt: skip


@question("lm-perplexity-per-byte", "Perplexities of different tokenisers", ABOUT, skill="choose",
          minutes=4, difficulty=0.6)  # fmt: skip
def per_byte(rng: Rng) -> Variant:
    """Compare models on the same text by bits per byte rather than by perplexity per token."""
    size = int(rng.integers(2, 20)) * 100_000
    while True:
        ppl = [int(x) for x in (rng.integers(14, 60), rng.integers(3, 8), rng.integers(40, 200))]
        per_token = [float(rng.integers(38, 50)) / 10, float(rng.integers(13, 22)) / 10,
                     float(rng.integers(50, 62)) / 10]  # fmt: skip
        bits = [math.log2(p) / t for p, t in zip(ppl, per_token, strict=True)]
        ordered = sorted(bits)
        if ordered[1] - ordered[0] > 0.05 and int(np.argmin(bits)) != int(np.argmin(ppl)):
            break
    tokens = [round(size / t) for t in per_token]
    names = ["model A, subwords", "model B, small subwords", "model C, words and single bytes"]
    right = names[int(np.argmin(bits))]

    def again() -> str:
        # the whole text's probability: the one that needs the fewest nats
        nats = [count * math.log(p) for count, p in zip(tokens, ppl, strict=True)]
        return names[nats.index(min(nats))]

    rows = [(name, count, p) for name, count, p in zip(names, tokens, ppl, strict=True)]
    said = ", ".join(f"{b:.3f}" for b in bits)
    return choose(
        rng,
        f"Three language models were evaluated on the same text of {size} bytes:"
        f"{table(('model', 'tokens of the text', 'perplexity per token'), rows)}Which one gives the"
        " text the highest probability?",
        right,
        [(name, "Perplexities per token of unlike tokenisers cannot be compared: multiply the log"
          " perplexity by the number of tokens.") for name in names if name != right]
        + [("it cannot be said, since the vocabularies differ",
            "The text is the same: its total log probability can be compared.")],
        again=again,
        solution="Bits of the text: tokens times $\\log_2$ of the perplexity; per byte that is"
        f" {said}. The smallest belongs to {right}.",
    )  # fmt: skip


@question("lm-interpolated-backoff", "Interpolate a trigram", ABOUT, skill="compute", minutes=3,
          difficulty=0.3)  # fmt: skip
def interpolated(rng: Rng) -> Variant:
    """The probability of a word by interpolating orders, one of which never saw the context."""
    c1, c2 = int(rng.integers(8, 40)), int(rng.integers(2, 8))
    n1, n2 = int(rng.integers(20, 60)) * 50, int(rng.integers(15, 60))
    c3 = int(rng.integers(0, min(3, c2)))
    n3 = int(rng.integers(3, 9)) + c3
    tens = pick(rng, [(1, 3, 6), (2, 3, 5), (1, 4, 5), (2, 4, 4)])
    weights = [w / 10 for w in tens]
    parts = [c1 / n1, c2 / n2, c3 / n3]
    value = sum(w * p for w, p in zip(weights, parts, strict=True))
    a, b, c = pick(rng, [("in", "the", "garden"), ("of", "a", "model"), ("we", "must", "wait"),
                         ("loss", "of", "weight"), ("at", "full", "speed")])  # fmt: skip

    def again() -> float:
        return float(np.dot(tens, parts)) / 10

    seen = [p for p in (2, 1, 0) if parts[p] > 0]
    return number(
        f"Counts: '{c}' {c1} in {n1} words; '{b} {c}' {c2} of {n2} bigrams that start with '{b}';"
        f" '{a} {b} {c}' {c3} of {n3} trigrams that start with '{a} {b}'. Unigram, bigram and"
        f" trigram are interpolated with the weights {', '.join(map(str, weights))}. What"
        f" is the probability of '{c}' after '{a} {b}'?",
        value, again=again, rel=0.01, tol=1e-6, digits=5,
        solution=f"${weights[0]:g} \\cdot {c1}/{n1} + {weights[1]:g} \\cdot {c2}/{n2} +"
        f" {weights[2]:g} \\cdot {c3}/{n3} = {value:.5f}$.",
        mistakes=[
            (parts[seen[0]], "That uses the longest seen order alone: interpolation mixes all."),
            (sum(w * p for w, p in zip(weights[::-1], parts, strict=True)),
             "The weights are in the order unigram, bigram, trigram."),
            (sum(parts) / 3, "The weights given are not equal."),
            (math.prod(p for p in parts if p > 0), "Orders are mixed, not multiplied."),
        ],
    )  # fmt: skip


_FINDINGS = {
    "leak": Verdict("evaluation text is in the training text", "seen", "Nothing suggests that the"
                    " model has read the evaluation text."),
    "unit": Verdict("the perplexities are per different tokens", "othertokens", "Both predict the"
                    " same tokens here."),
    "oov": Verdict("one vocabulary maps hard words to an unknown token, which is easy to predict",
                   "unknown", "No model may answer with an unknown token here."),
    "context": Verdict("one evaluation gives the predictions less context", "shortcontext",
                       "Both evaluations give the same context."),
    "over": Verdict("the model is overfitted: it knows its training text, not the language",
                    "overfit", "Training and new text do not drift apart here."),
}  # fmt: skip
_REPORTS = [
    ("A character model has perplexity {n}, a subword model 40 on the same text, and the characters"
     " are declared the winner.", "othertokens", "unit", "A character carries fewer bits than a"
     " subword."),
    ("After halving the vocabulary from {n} thousand subwords, the perplexity falls from 31 to 22;"
     " the loss per byte is the same.", "othertokens", "unit", "There are more and easier tokens."),
    ("A word model that knows only the {n}000 most frequent words beats one with all words:"
     " perplexity 60 against 110.", "unknown", "oov", "All rare words became one easy token."),
    ("With every number, name and link replaced by a placeholder, the perplexity is {n} % lower"
     " than that of the same model on the full text.", "unknown", "oov", "What is hard was taken"
     " out."),
    ("On {n} articles that were published after training, perplexity is 28; on older ones from the"
     " same paper it is 7.", "seen", "leak", "The older articles were probably in the training"
     " text."),
    ("A {n}-gram model with little smoothing reaches perplexity 3 on a test part that was drawn"
     " sentence by sentence from web pages with many copies.", "seen", "leak",
     "Copies of test sentences stand in the training part."),
    ("The same model on the same tokens: with blocks of {n} tokens cut apart its perplexity is 34,"
     " with a sliding window 27.", "shortcontext", "context", "The first tokens of every block are"
     " predicted almost without context."),
    ("Two papers score the same network and tokens; one resets the state after each sentence, the"
     " other carries it over {n} sentences and is better.", "shortcontext", "context",
     "A reset takes away what was read before."),
    ("After {n} epochs the training perplexity is 12, that on new text 95 and rising.", "overfit",
     "over", "The model learns its training text by heart."),
    ("A recurrent model of {n} million weights on 2 MB of text: perplexity 8 in training, 140"
     " beyond it, best after the third epoch.", "overfit", "over", "Far more weights than text."),
]  # fmt: skip


@question("lm-perplexity-diagnosis", "What a perplexity hides", ABOUT, skill="diagnose", minutes=2,
          difficulty=0.3)  # fmt: skip
def perplexity_diagnosis(rng: Rng) -> Variant:
    """Why a comparison of perplexities misleads."""
    n = int(rng.integers(5, 10))
    scenes = [Scene(text.format(n=n), *rest) for text, *rest in _REPORTS]
    return judged(rng, scenes, _FINDINGS, "What explains the difference best?", 5)
