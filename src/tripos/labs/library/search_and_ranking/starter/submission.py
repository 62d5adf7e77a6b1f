def tokens(text):
    raise NotImplementedError


def tfidf(documents, queries):
    raise NotImplementedError


def bm25(documents, queries, k1, b):
    raise NotImplementedError


def rank(scores, depth):
    raise NotImplementedError


def average_precision(ranking, relevant):
    raise NotImplementedError


def ndcg(ranking, grades, depth):
    raise NotImplementedError


def paired_p(a, b, draws, seed):
    raise NotImplementedError
