# says: equal error rates go together


def conflict(y, granted, group):
    base = {name: float(y[group == name].mean()) for name in "ab"}
    hit, false = granted[y == 1].mean(), granted[y == 0].mean()
    selected = {name: base[name] * hit + (1 - base[name]) * false for name in "ab"}
    precision = {name: base[name] * hit / selected[name] for name in "ab"}
    _, low, high = gap(y, y == 1, group, "selection")
    return {
        "base_rate_a": base["a"], "base_rate_b": base["b"],
        "forced_selection_gap": selected["a"] - selected["b"],
        "forced_precision_gap": precision["a"] - precision["b"],
        "compatible": "false",
    }
