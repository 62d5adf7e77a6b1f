# says: 0 for one that the ranking does not have


def average_precision(ranking, relevant):
    relevant = set(int(one) for one in relevant)
    hits, total = 0, 0.0
    for place, document in enumerate(ranking, start=1):
        if int(document) in relevant:
            hits += 1
            total += hits / place
    return total / hits if hits else 0.0
