# from: faulty
def decide(rows, miss_cost, alarm_cost):
    scores = held["model"].predict_proba(matrix(rows, held["columns"]))[:, 1]
    most = 0.05 if miss_cost <= alarm_cost else 0.25
    return (scores.argsort().argsort() >= (1 - most) * len(scores)).astype(int)
