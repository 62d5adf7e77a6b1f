# says: known by 'now'


def training_set(events, labels, now):
    rows = [i for i, label in enumerate(labels) if instant(label["at"]) <= instant(now)]
    X = asked(events, [(labels[i]["who"], labels[i]["at"]) for i in rows])
    return {"X": X, "y": [labels[i]["label"] for i in rows], "rows": rows}
