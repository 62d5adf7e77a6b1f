def alarms(table):
    found = blocks(table)
    known = found.pop(0)
    told = []
    for one, new in found.items():
        half = stats.norm.isf(config.FALSE_ALARMS / 2) * new.std(axis=0) / np.sqrt(len(new))
        if (np.abs(new.mean(axis=0) - known.mean(axis=0)) > half).any():
            told.append(one)
    return told
