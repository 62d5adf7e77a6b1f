# from: faulty
def alarms(table):
    known, *days = blocks(table)
    if distance(known, np.concatenate(days[-5:])) > config.LIMIT:
        return list(range(max(1, len(days) - 30), len(days) + 1))
    return []
