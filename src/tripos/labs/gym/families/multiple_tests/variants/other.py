def alarms(table):
    found = blocks(table)
    known = found.pop(0)
    limit = stats.norm.isf(config.FALSE_ALARMS / 2 / known.shape[1])
    told = []
    for one, new in found.items():
        gap = np.abs(new.mean(axis=0) - known.mean(axis=0)) / known.std(axis=0)
        if gap.max() > max(0.5, 1.15 * limit * np.sqrt(1 / len(new) + 1 / len(known))):
            told.append(one)
    return told
