import numpy as np

import config

held = {}


def together(table):
    marks = np.zeros((len(held["readers"]), len(held["items"])))
    for reader, item, out in zip(table[config.READER], table[config.ITEM], table[config.HELD_OUT]):
        if not out:
            marks[held["readers"][reader], held["items"][item]] = 1
    both = marks.T @ marks
    size = np.sqrt(np.maximum(1, np.diag(both)))
    both = both / size[:, None] / size
    np.fill_diagonal(both, 0)
    return both


def train(table):
    learnt = [not out for out in table[config.HELD_OUT]]
    held.update(
        readers={name: at for at, name in enumerate(sorted(set(table[config.READER])))},
        items={name: at for at, name in enumerate(sorted(set(table[config.ITEM])))},
    )
    held.update(names=list(held["items"]), together=together(table), seen={})
    for reader, item, used in zip(table[config.READER], table[config.ITEM], learnt):
        if used:
            held["seen"].setdefault(reader, set()).add(held["items"][item])
    return {"readers": len(held["readers"]), "items": len(held["items"]), "rows": int(sum(learnt))}


def scores_of(reader):
    marks = np.zeros(len(held["names"]))
    marks[list(held["seen"].get(reader, ()))] = 1
    return held["together"] @ marks


def first_items(reader, length):
    scores = scores_of(reader)
    scores[list(held["seen"].get(reader, ()))] = -np.inf
    return np.argsort(-scores, kind="stable")[:length]


def recommend(readers, length):
    return [[held["names"][at] for at in first_items(reader, length)] for reader in readers]


def evaluate(table, length):
    wanted = {}
    for reader, item, out in zip(table[config.READER], table[config.ITEM], table[config.HELD_OUT]):
        if out:
            wanted.setdefault(reader, set()).add(held["items"][item])
    found = []
    for reader, items in wanted.items():
        best = set(first_items(reader, length).tolist())
        found.append(len(items & best) / len(items))
    return {"recall": float(np.mean(found)), "hit": float(np.mean(np.array(found) > 0))}
