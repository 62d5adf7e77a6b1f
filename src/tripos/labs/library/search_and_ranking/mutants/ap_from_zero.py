# says: mean over all relevant|failed


def average_precision(ranking, relevant):
    relevant = set(int(one) for one in relevant)
    hits, total = 0, 0.0
    for place, document in enumerate(ranking, start=1):
        if int(document) in relevant:
            total += hits / place
            hits += 1
    return total / len(relevant) if relevant else 0.0
