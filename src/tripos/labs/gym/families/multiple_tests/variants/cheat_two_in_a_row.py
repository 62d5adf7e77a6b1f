# from: faulty
def alarms(table):
    found = blocks(table)
    known = found.pop(0)
    told, before = [], False
    for one, new in found.items():
        now = drifted(p_values(known, new))
        if now and before:
            told.append(one)
        before = now
    return told
