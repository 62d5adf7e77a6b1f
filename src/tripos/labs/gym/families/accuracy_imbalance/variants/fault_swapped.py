def decide(rows, miss_cost, alarm_cost):
    scores = held["model"].predict_proba(matrix(rows, held["columns"]))[:, 1]
    return (scores > miss_cost / (miss_cost + alarm_cost)).astype(int)
