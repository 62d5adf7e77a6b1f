# from: faulty
def alarms(table):
    known, *days = blocks(table)
    return sorted({*followed(known, days), *range(30, len(days) + 1)})
