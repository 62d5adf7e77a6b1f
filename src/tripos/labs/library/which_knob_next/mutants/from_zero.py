# says: bias is train less human


def gaps(errors):
    return {
        name: errors[after] - (errors[before] if before != "human" else 0.0)
        for name, before, after in zip(GAPS, STEPS, STEPS[1:])
    }
