# says: threshold of the costs


def audit(y, p, costs):
    cost = mean_cost(y, (np.asarray(p) > 0.5).astype(int), costs)
    least = best_threshold(y, p, costs, None)["cost"]
    return {"cost": cost, "least": least, "lost": cost - least}
