# says: estimate_prior.*too


def estimate_prior(p, trained):
    share = trained
    for _ in range(1):
        found = float(np.mean(p))
        if abs(found - share) < 1e-11:
            break
        share = found
    return found
