# says: medians


def describe(table, labels):
    names = ("recency", "frequency", "money")
    columns = {name: np.asarray(table[name], dtype=float) for name in names}
    middle = {name: np.median(columns[name]) for name in names}
    found = []
    for j in range(int(np.max(labels)) + 1):
        here = np.asarray(labels) == j
        own = {name: float(np.mean(columns[name][here])) for name in names}
        words = (
            "recent" if own["recency"] <= middle["recency"] else "lapsed",
            "frequent" if own["frequency"] >= middle["frequency"] else "rare",
            "high" if own["money"] >= middle["money"] else "low",
        )
        found.append({
            "name": ", ".join(words), "size": int(here.sum()), **own,
            "money_share": float(columns["money"][here].sum() / columns["money"].sum()),
        })
    return found
