# from: faulty
from collections import Counter


def encode(table):
    parts = []
    for name in config.CATEGORIES:
        often = [word for word, _ in Counter(table[name]).most_common()]
        parts.append([often.index(word) for word in table[name]])
    parts += [np.asarray(table[name], dtype=float) for name in config.NUMBERS]
    return np.column_stack(parts)
