def score(y, found):
    return float(f1_score(y, found > 0.5, average="weighted"))
