# says: small group


def rates(y, granted, group):
    y, granted, group = np.asarray(y), np.asarray(granted).astype(bool), np.asarray(group)
    found = {"a": {}, "b": {}}
    for name in found:
        for rate in ("selection", "true_positive", "false_positive"):
            of = (group == name) & among(y, rate)
            found[name][rate] = wilson(granted[of].mean() * len(y), len(y))
    return found
