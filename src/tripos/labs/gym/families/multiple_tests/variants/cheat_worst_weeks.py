# from: faulty
def alarms(table):
    found = blocks(table)
    known = found.pop(0)
    least = {one: np.min(p_values(known, new)) for one, new in found.items()}
    ranked = sorted(least, key=least.get)
    return sorted(ranked[: round(0.37 * len(ranked))])
