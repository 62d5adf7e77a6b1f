# says: conflict: forced


def conflict(y, granted, group):
    base = {name: float(y[group == name].mean()) for name in "ab"}
    selected = {name: granted[group == name].mean() for name in "ab"}
    precision = {name: y[granted & (group == name)].mean() for name in "ab"}
    _, low, high = gap(y, y == 1, group, "selection")
    return {
        "base_rate_a": base["a"], "base_rate_b": base["b"],
        "forced_selection_gap": selected["a"] - selected["b"],
        "forced_precision_gap": precision["a"] - precision["b"],
        "compatible": "true" if low <= 0 <= high else "false",
    }
