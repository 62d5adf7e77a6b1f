def followed(known, days):
    found = []
    for number, new in enumerate(days, start=1):
        if distance(known, new) > config.LIMIT:
            found.append(number)
        else:
            known = np.concatenate([known, new])[-len(known) :]
    return found
