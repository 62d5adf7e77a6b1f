# says: explained


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
        "explained": float(((means - y.mean()) ** 2).sum() / total) if total > 0 else 0.0,
    }
