# says: below the least


def decide(old, new, groups, slices, least, level, tries):
    old, new = np.asarray(old, dtype=float), np.asarray(new, dtype=float)
    groups, slices = np.asarray(groups), np.asarray(slices)
    if not (np.isfinite(old).all() and np.isfinite(new).all()):
        return {"accept": False, "reason": "broken", "slices": []}
    level = level / tries
    tested = [s for s in np.unique(slices) if len(np.unique(groups[slices == s])) >= 5]
    worse = []
    for s in tested:
        rows = slices == s
        part = paired(old[rows], new[rows], groups[rows])
        if part["gain"] + quantile(level / len(tested)) * part["error"] < 0:
            worse.append(int(s))
    if worse:
        return {"accept": False, "reason": "slice", "slices": worse}
    whole = paired(old, new, groups)
    enough = bool(whole["gain"] - quantile(level) * whole["error"] > 0)
    return {"accept": enough, "reason": "better" if enough else "small", "slices": []}
