# says: most errors first


def table(y, predicted, slices):
    y, predicted, slices = map(np.asarray, (y, predicted, slices))
    wrong = y != predicted
    total = int(wrong.sum())
    rows = []
    for name in sorted({str(one) for one in slices}):
        here = slices == name
        errors = int(wrong[here].sum())
        rows.append({
            "slice": name, "rows": int(here.sum()), "errors": errors,
            "share": errors / total if total else 0.0, "ceiling": (total - errors) / len(y),
        })
    return sorted(rows, key=lambda row: (-row["errors"] / row["rows"], row["slice"]))
