# from: faulty
def followed(known, days):
    found = []
    for number, new in enumerate(days, start=1):
        known = np.concatenate([known, new])[-len(known) :]
        if distance(known, new) > config.LIMIT / 4:
            found.append(number)
    return found
