# says: \(describe\)


def answer(question, t, y, columns, before, level):
    names = []
    if question:
        names = confounders(t, y, columns, before, level)
    z = ["/".join(row) for row in zip(*(columns[name] for name in names))] or ["all"] * len(t)
    effect, low, high = adjusted(t, y, z)
    return {"effect": effect, "low": low, "high": high, "adjusted_for": names}
