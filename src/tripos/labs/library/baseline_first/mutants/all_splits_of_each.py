# says: skill: 1 less


def skill(losses, naive):
    both = min(len(losses), len(naive))
    return 1 - float(np.mean(losses)) / float(np.mean(naive))
