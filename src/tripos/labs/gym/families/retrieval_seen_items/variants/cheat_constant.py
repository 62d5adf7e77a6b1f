# from: faulty
def evaluate(table, length):
    return {"recall": 0.32 * (length / 10) ** 0.5, "hit": 0.6}
