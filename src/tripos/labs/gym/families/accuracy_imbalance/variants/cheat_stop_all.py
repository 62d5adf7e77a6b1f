# from: faulty
def decide(rows, miss_cost, alarm_cost):
    scores = held["model"].predict_proba(matrix(rows, held["columns"]))[:, 1]
    return (scores > (held["threshold"] if miss_cost <= alarm_cost else -1)).astype(int)
