# says: two measured errors


def clear(errors, rows):
    variance = {step: errors[step] * (1 - errors[step]) / rows[step] for step in STEPS[1:]}
    variance["human"] = 0.0
    found = []
    for (name, gap), before, after in zip(gaps(errors).items(), STEPS, STEPS[1:]):
        if gap > 1.0 * np.sqrt(variance[before] + variance[after]):
            found.append((-gap, name))
    return [name for _, name in sorted(found)]
