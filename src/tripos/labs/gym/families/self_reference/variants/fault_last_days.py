def followed(known, days):
    found, before = [], [known]
    for number, new in enumerate(days, start=1):
        if distance(np.concatenate(before[-7:]), new) > config.LIMIT:
            found.append(number)
        before.append(new)
    return found
