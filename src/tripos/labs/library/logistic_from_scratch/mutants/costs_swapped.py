# says: decide: saying 1 costs


def decide(p, cost_false_alarm, cost_miss):
    p = np.asarray(p, float)
    return (cost_false_alarm * p >= cost_miss * (1 - p)).astype(int)
