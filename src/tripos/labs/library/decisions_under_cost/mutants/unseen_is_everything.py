# says: not in the line


def optimism(y, scores, costs, rows):
    y, scores = np.asarray(y), np.asarray(scores, dtype=float)
    seen, unseen = [], []
    for line in rows:
        found = best_threshold(y[line], scores[line], costs, None)
        other = np.arange(len(y))
        acts = (scores[other] >= found["threshold"]).astype(int)
        seen.append(found["cost"])
        unseen.append(mean_cost(y[other], acts, costs))
    seen, unseen = float(np.mean(seen)), float(np.mean(unseen))
    return {"seen": seen, "unseen": unseen, "optimism": unseen - seen}
