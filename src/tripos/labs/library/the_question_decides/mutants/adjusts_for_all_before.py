# says: \(intervene\)|nothing to compare


def answer(question, t, y, columns, before, level):
    names = []
    if question == "intervene":
        names = sorted(before)
    z = ["/".join(row) for row in zip(*(columns[name] for name in names))] or ["all"] * len(t)
    effect, low, high = adjusted(t, y, z)
    return {"effect": effect, "low": low, "high": high, "adjusted_for": names}
