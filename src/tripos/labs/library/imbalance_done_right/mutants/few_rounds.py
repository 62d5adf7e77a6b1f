# says: hundreds of rounds


def estimate_prior(p, trained):
    share = trained
    for _ in range(15):
        found = float(shift_prior(p, trained, share).mean())
        if abs(found - share) < 1e-11:
            break
        share = found
    return found
