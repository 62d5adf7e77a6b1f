# says: finite|odds


def shift_prior(p, trained, target):
    p = np.asarray(p, dtype=float)
    q = np.clip(p, 1e-3, 1 - 1e-3)
    odds = q / (1 - q) * target / (1 - target) * (1 - trained) / trained
    return odds / (1 + odds)
