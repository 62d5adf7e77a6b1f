# says: mean of scores is not it


def new_base(p, later):
    """Share of ones in the later rows, if only that has changed: expectation maximisation."""
    z, known = log_odds(later), logit(np.mean(p))
    share = np.mean(p)
    for _ in range(1):
        before, share = share, expit(z + logit(share) - known).mean()
        if abs(share - before) < 1e-9:
            break
    return share
