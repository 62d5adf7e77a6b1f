# says: among the orders


def rates(y, granted, group):
    y, granted, group = np.asarray(y), np.asarray(granted).astype(bool), np.asarray(group)
    found = {"a": {}, "b": {}}
    for name in found:
        for rate in ("selection", "true_positive", "false_positive"):
            of = (group == name) & among(y, rate)
            if rate == "true_positive":
                of, held = (group == name) & granted, y == 1
                found[name][rate] = wilson(int(held[of].sum()), int(of.sum()))
                continue
            found[name][rate] = wilson(int(granted[of].sum()), int(of.sum()))
    return found
