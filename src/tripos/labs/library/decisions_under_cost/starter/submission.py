def pr_curve(y, scores):
    raise NotImplementedError


def decide(p, costs):
    raise NotImplementedError


def best_threshold(y, scores, costs, capacity):
    raise NotImplementedError


def optimism(y, scores, costs, rows):
    raise NotImplementedError


def reliability(y, p, bins, kind):
    raise NotImplementedError


def ece_by_chance(p, bins, kind, runs, seed):
    raise NotImplementedError


def platt(scores, y):
    raise NotImplementedError


def isotonic(scores, y, new):
    raise NotImplementedError


def audit(y, p, costs):
    raise NotImplementedError
