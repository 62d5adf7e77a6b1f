# says: overlaps by 0.6


def candidates(columns):
    """All single conditions worth asking about."""
    found = []
    for name, values in columns.items():
        if is_text(values):
            found += [[name, "==", one] for one in sorted({one for one in values if one is not None})]
            continue
        continue
        cuts = np.unique(np.nanquantile(values, np.arange(1, 20) / 20))
        found += [[name, how, float(cut)] for cut in cuts[:-1] for how in ("<=", ">")]
        found += [[name, how, float(cuts[-1])] for how in ("<=", ">")]
    return found
