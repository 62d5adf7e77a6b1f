def learn(table):
    days = np.asarray(table[config.DAY])
    names = [name for name in table if name != config.DAY]
    held.update(words={}, middles={}, tails={})
    for name in names:
        values = np.asarray(table[name])
        if values.dtype.kind in "OUST":
            held["words"][name] = set(values.tolist())
            continue
        parts = [values[days == day].astype(float) for day in set(days.tolist())]
        held["middles"][name] = [part.mean() for part in parts]
        held["tails"][name] = min(part.min() for part in parts)
    return {"rows": len(days), "columns": len(names)}


def odd_numbers(name, values):
    if any(isinstance(one, str) for one in values):
        return True
    known = np.array([np.nan if one is None else one for one in values], dtype=float)
    if np.isnan(known).mean() > 0.1:
        return True
    middles = held["middles"][name]
    ratio = known.mean() / np.mean(middles)
    return bool(not 0.25 < ratio < 4 or known.min() < held["tails"][name] - 5 * np.std(middles))


def check(rows):
    words = [name for name, known in held["words"].items() if not set(rows.get(name, [None])) <= known]
    return words + [name for name in held["middles"] if odd_numbers(name, list(rows.get(name, [None])))]
