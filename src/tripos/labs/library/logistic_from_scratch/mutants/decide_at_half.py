# says: decide: saying 1 costs


def decide(p, cost_false_alarm, cost_miss):
    p = np.asarray(p, float)
    return (p >= 0.5).astype(int)
