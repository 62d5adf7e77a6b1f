# says: wrong merges


def cut(merges, count):
    return joined(merges, min(len(merges), len(merges) + 2 - count))
