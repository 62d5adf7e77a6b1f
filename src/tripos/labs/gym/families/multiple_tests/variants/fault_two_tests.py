def alarms(table):
    found = blocks(table)
    known = found.pop(0)
    told = []
    for one, new in found.items():
        both = [
            min(stats.mannwhitneyu(a, b).pvalue, stats.levene(a, b).pvalue) for a, b in zip(known.T, new.T)
        ]
        if min(both) < config.FALSE_ALARMS:
            told.append(one)
    return told
