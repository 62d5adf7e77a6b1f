# from: faulty
def alarms(table):
    known, *days = blocks(table)
    found = followed(known, days)
    return list(range(found[0], len(days) + 1)) if found else []
