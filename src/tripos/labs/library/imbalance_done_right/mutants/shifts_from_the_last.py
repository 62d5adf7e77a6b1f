# says: estimate_prior


def estimate_prior(p, trained):
    share = trained
    for _ in range(100_000):
        p = shift_prior(p, trained, share)
        found = float(p.mean())
        if abs(found - share) < 1e-11:
            break
        share = found
    return found
