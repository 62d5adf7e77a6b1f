def memo(y, a, b, missed, false_alarm, capacity, seed):
    raise NotImplementedError
