# says: not named|share is not|called
import numpy as np


def rows_of(pairs):
    a = [one for one, _ in pairs if one is not None]
    b = [one for _, one in pairs if one is not None]
    far = not a or not b or abs(np.mean(a) - np.mean(b)) > 0.05 * abs(np.mean(a))
    return range(len(pairs)) if far else range(0)


def skew(offline, served, names):
    report = []
    for j, name in enumerate(names):
        pairs = [(a[j], b[j]) for a, b in zip(offline, served)]
        apart = [
            i for i, (a, b) in enumerate(pairs)
            if i in rows_of(pairs) and ((a is None) != (b is None)) or (a is not None and b is not None and not close(a, b))
        ]  # fmt: skip
        if apart:
            kind = kind_of([pairs[i] for i in apart])
            share = len(apart) / len(pairs)
            report.append({"feature": name, "share": share, "first": apart[0], "kind": kind})
    return report
