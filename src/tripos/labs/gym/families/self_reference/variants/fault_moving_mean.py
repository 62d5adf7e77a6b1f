def followed(known, days):
    base, spread, found = known.mean(axis=0), known.std(axis=0), []
    for number, new in enumerate(days, start=1):
        base = 0.8 * base + 0.2 * new.mean(axis=0)
        gap = np.abs(new.mean(axis=0) - base) / spread * np.sqrt(len(new))
        if gap.max() > config.LIMIT:
            found.append(number)
    return found
