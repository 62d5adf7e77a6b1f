def decide(rows, miss_cost, alarm_cost):
    return held["model"].predict(matrix(rows, held["columns"]))
