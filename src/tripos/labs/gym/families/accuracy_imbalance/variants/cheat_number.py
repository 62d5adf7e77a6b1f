# from: faulty
def decide(rows, miss_cost, alarm_cost):
    scores = held["model"].predict_proba(matrix(rows, held["columns"]))[:, 1]
    return (scores > alarm_cost / (alarm_cost + config.MISS_COST)).astype(int)
