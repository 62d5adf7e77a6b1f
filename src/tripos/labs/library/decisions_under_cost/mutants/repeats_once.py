# says: repeats count


def optimism(y, scores, costs, rows):
    y, scores = np.asarray(y), np.asarray(scores, dtype=float)
    seen, unseen = [], []
    for line in rows:
        found = best_threshold(y[np.unique(line)], scores[np.unique(line)], costs, None)
        other = np.setdiff1d(np.arange(len(y)), line)
        acts = (scores[other] >= found["threshold"]).astype(int)
        seen.append(found["cost"])
        unseen.append(mean_cost(y[other], acts, costs))
    seen, unseen = float(np.mean(seen)), float(np.mean(unseen))
    return {"seen": seen, "unseen": unseen, "optimism": unseen - seen}
