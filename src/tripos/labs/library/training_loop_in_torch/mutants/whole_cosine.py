# says: schedule


def schedule(step, warmup, total):
    if step < warmup:
        return (step + 1) / warmup
    if step >= total:
        return 0.0
    return 0.5 * (1 + math.cos(2 * math.pi * (step - warmup) / (total - warmup)))
