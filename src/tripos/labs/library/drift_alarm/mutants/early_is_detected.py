# says: detects nothing


def report(alarms, starts):
    false = missed = 0
    delays = []
    for alarm, start in zip(alarms, starts):
        if alarm >= 0 and start < 0:
            false += 1
        elif start >= 0 and alarm < 0:
            missed += 1
        elif start >= 0:
            delays.append(alarm - start)
    fair = missed + len(delays)
    return {
        "false_share": false / len(alarms) if len(alarms) else 0.0,
        "missed_share": missed / fair if fair else 0.0,
        "delay": float(np.mean(delays)) if delays else 0.0,
    }
