# says: the kind is about the rows that differ


def skew(offline, served, names):
    report = []
    for j, name in enumerate(names):
        pairs = [(a[j], b[j]) for a, b in zip(offline, served)]
        apart = [
            i for i, (a, b) in enumerate(pairs)
            if ((a is None) != (b is None)) or (a is not None and b is not None and not close(a, b))
        ]  # fmt: skip
        if apart:
            kind = kind_of(pairs)
            share = len(apart) / len(pairs)
            report.append({"feature": name, "share": share, "first": apart[0], "kind": kind})
    return report
