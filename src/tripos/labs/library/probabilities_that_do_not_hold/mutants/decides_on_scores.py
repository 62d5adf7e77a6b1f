# says: decide:


def decide(p, y, later, costs):
    chance, costs = expit(log_odds(later)), np.asarray(costs, dtype=float)
    acting = (1 - chance) * costs[1, 0] + chance * costs[1, 1]
    leaving = (1 - chance) * costs[0, 0] + chance * costs[0, 1]
    return (acting < leaving).astype(int)
