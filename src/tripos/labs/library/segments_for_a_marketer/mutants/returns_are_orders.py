# says: purchases|last purchase
import numpy as np
import pandas as pd


def orders_of(lines, first, last):
    """Orders of the days first to last: their customers, first days and totals."""
    frame = pd.DataFrame({name: list(lines[name]) for name in ("customer", "order", "day", "sales")})
    frame = frame[(frame.day >= first) & (frame.day <= last)]
    grouped = frame.groupby(["customer", "order"], sort=True)
    return grouped.agg(day=("day", "min"), total=("sales", "sum")).reset_index()


def customer_table(lines, as_of):
    orders = orders_of(lines, -np.inf, as_of)
    bought = orders.groupby("customer")
    table = pd.DataFrame({"recency": as_of - bought.day.max(), "frequency": bought.size()})
    table["money"] = orders.groupby("customer").total.sum()
    table = table.sort_index()
    columns = {name: table[name].to_numpy(dtype=float) for name in table}
    return {"customer": [str(one) for one in table.index], **columns}


def logs(table):
    money = np.maximum(np.asarray(table["money"], dtype=float), 0)
    return np.column_stack(
        [np.log1p(table["recency"]), np.log(table["frequency"]), np.log1p(money)]
    )


def nearest(Z, centres):
    return ((Z[:, None] - centres) ** 2).sum(axis=2).argmin(axis=1)


def kmeans(Z, k, rng, starts):
    best, kept = np.inf, None
    for _ in range(starts):
        centres = Z[[rng.integers(len(Z))]]
        while len(centres) < k:
            away = ((Z[:, None] - centres) ** 2).sum(axis=2).min(axis=1)
            chosen = rng.choice(len(Z), p=away / away.sum())
            centres = np.vstack([centres, Z[chosen]])
        labels = None
        while True:
            new = nearest(Z, centres)
            if labels is not None and np.array_equal(new, labels):
                break
            labels = new
            for j in np.unique(labels):
                centres[j] = Z[labels == j].mean(axis=0)
        cost = ((Z - centres[labels]) ** 2).sum()
        if cost < best:
            best, kept = cost, centres
    return kept


def segment(table, k, seed):
    X = logs(table)
    middle, scale = X.mean(axis=0), X.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    Z = (X - middle) / scale
    centres = kmeans(Z, k, np.random.default_rng(seed), 40)
    labels = nearest(Z, centres)
    money = np.asarray(table["money"], dtype=float)
    order = np.argsort([-money[labels == j].mean() for j in range(k)], kind="stable")
    model = {"middle": middle, "scale": scale, "centres": centres[order]}
    return {**model, "labels": nearest(Z, centres[order])}


def assign(model, table):
    Z = (logs(table) - model["middle"]) / model["scale"]
    return nearest(Z, np.asarray(model["centres"]))


def weakest(a, b, k):
    """The Jaccard overlap of the segment of `a` that `b` finds worst."""
    shares = [
        max(((a == i) & (b == j)).sum() / max(((a == i) | (b == j)).sum(), 1) for j in range(k))
        for i in range(k)
    ]
    return min(shares)


def choose_count(table, ks, seed):
    X = logs(table)
    Z = (X - X.mean(axis=0)) / np.where(X.std(axis=0) > 0, X.std(axis=0), 1.0)
    rng = np.random.default_rng(seed)
    steady = {}
    for k in ks:
        whole = nearest(Z, kmeans(Z, k, rng, 12))
        found = []
        for _ in range(10):
            half = rng.choice(len(Z), len(Z) // 2, replace=False)
            found.append(weakest(whole, nearest(Z, kmeans(Z[half], k, rng, 10)), k))
        steady[k] = np.quantile(found, 0.3)
    most = max(steady.values())
    return int(max(k for k in ks if steady[k] >= most - 0.03))


def describe(table, labels):
    names = ("recency", "frequency", "money")
    columns = {name: np.asarray(table[name], dtype=float) for name in names}
    middle = {name: np.median(columns[name]) for name in names}
    found = []
    for j in range(int(np.max(labels)) + 1):
        here = np.asarray(labels) == j
        own = {name: float(np.median(columns[name][here])) for name in names}
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


def holdout(table, labels, lines, as_of, days):
    later = orders_of(lines, as_of + 1, as_of + days)
    names = [str(one) for one in table["customer"]]
    spent = later.groupby("customer").total.sum().reindex(names, fill_value=0.0).to_numpy()
    buyers = set(later[later.total > 0].customer)
    bought = np.array([one in buyers for one in names], dtype=float)
    labels = np.asarray(labels).astype(int)
    size = np.bincount(labels)
    y = np.log1p(np.maximum(spent, 0))
    means = np.bincount(labels, y) / size
    total = ((y - y.mean()) ** 2).sum()
    return {
        "active": np.bincount(labels, bought) / size,
        "money": np.bincount(labels, spent) / size,
        "explained": float(((means[labels] - y.mean()) ** 2).sum() / total) if total > 0 else 0.0,
    }


def action_plan(size, base, treated, margin, cost, budget):
    cost = [int(one) for one in cost]
    gain = [(t - b) * m - c for b, t, m, c in zip(base, treated, margin, cost)]
    # best[spent] after each segment, and how many were contacted to get there
    best = np.zeros(int(budget) + 1)
    counts = []
    for n, g, c in zip(size, gain, cost):
        new, used = best.copy(), np.zeros(len(best), dtype=int)
        for contacts in range(1, int(n) + 1 if g > 0 else 1):
            if contacts * c >= len(best):
                break
            value = best[: len(best) - contacts * c] + contacts * g
            better = value > new[contacts * c :]
            new[contacts * c :][better] = value[better]
            used[contacts * c :][better] = contacts
        best = new
        counts.append(used)
    left, plan = int(np.argmax(best)), []
    for used, c in zip(counts[::-1], cost[::-1]):
        plan.append(int(used[left]))
        left -= used[left] * c
    return plan[::-1]
