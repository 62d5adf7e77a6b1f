def followed(known, days):
    found = []
    for number, new in enumerate(days, start=1):
        week = np.concatenate([known, *days[max(0, number - 10) : number]])[-8 * len(new) :]
        if distance(week, new) > config.LIMIT:
            found.append(number)
    return found
