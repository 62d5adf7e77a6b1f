# says: training_set .*could be known


def training_set(events, labels, now):
    rows = [i for i, label in enumerate(labels) if instant(label["known"]) <= instant(now)]
    late = sorted(events, key=lambda e: instant(e["arrived"]))
    final = {e["id"]: e for e in late}
    table = []
    for i in rows:
        seen = {e["id"] for e in events if instant(e["arrived"]) <= instant(labels[i]["at"])}
        table.append(asked([{**final[k], "arrived": labels[i]["at"]} for k in seen], [(labels[i]["who"], labels[i]["at"])])[0])
    X = table
    return {"X": X, "y": [labels[i]["label"] for i in rows], "rows": rows}
