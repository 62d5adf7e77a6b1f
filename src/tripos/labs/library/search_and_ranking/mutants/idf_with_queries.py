# says: N and df counted
import re

import numpy as np


def tokens(text):
    return re.findall(r"[^\W_]+", text.lower())


def counts(texts, words):
    table = np.zeros((len(texts), len(words)))
    for row, text in enumerate(texts):
        for word in tokens(text):
            if word in words:
                table[row, words[word]] += 1
    return table


def vocabulary(documents):
    words = {}
    for text in documents:
        for word in tokens(text):
            words.setdefault(word, len(words))
    return words


def tfidf(documents, queries):
    words = vocabulary(documents)
    D, Q = counts(documents, words), counts(queries, words)
    B = np.vstack([D, Q])
    idf = np.log(len(B) / np.maximum((B > 0).sum(axis=0), 1))

    def unit(C):
        W = np.where(C > 0, 1 + np.log(np.maximum(C, 1)), 0) * idf
        norm = np.linalg.norm(W, axis=1, keepdims=True)
        return W / np.where(norm > 0, norm, 1)

    return unit(Q) @ unit(D).T


def bm25(documents, queries, k1, b):
    words = vocabulary(documents)
    D, Q = counts(documents, words), counts(queries, words)
    n, df = len(documents), (D > 0).sum(axis=0)
    idf = np.log(1 + (n - df + 0.5) / (df + 0.5))
    length = D.sum(axis=1)
    norm = k1 * (1 - b + b * length / max(length.mean(), 1e-12))
    return Q @ (idf * D * (k1 + 1) / np.maximum(D + norm[:, None], 1e-12)).T


def rank(scores, depth):
    return np.argsort(-np.asarray(scores), axis=1, kind="stable")[:, :depth]


def average_precision(ranking, relevant):
    relevant = set(int(one) for one in relevant)
    hits, total = 0, 0.0
    for place, document in enumerate(ranking, start=1):
        if int(document) in relevant:
            hits += 1
            total += hits / place
    return total / len(relevant) if relevant else 0.0


def ndcg(ranking, grades, depth):
    gains = 2.0 ** np.asarray(grades) - 1
    discount = 1 / np.log2(np.arange(2, depth + 2))
    order = np.asarray(ranking, dtype=int)[:depth]
    best = np.sort(gains)[::-1][:depth]
    ideal = (best * discount[: len(best)]).sum()
    return float((gains[order] * discount[: len(order)]).sum() / ideal) if ideal > 0 else 0.0


def paired_p(a, b, draws, seed):
    d = np.asarray(a, dtype=float) - np.asarray(b, dtype=float)
    signs = np.random.default_rng(seed).choice([-1.0, 1.0], (draws, len(d)))
    means = np.abs(signs @ d) / len(d)
    return float((1 + (means >= abs(d.mean()) - 1e-12).sum()) / (1 + draws))
