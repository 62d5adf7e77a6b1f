def followed(known, days):
    base, spread = known.mean(axis=0), known.std(axis=0)
    smooth, found = np.zeros(known.shape[1]), []
    for number, new in enumerate(days, start=1):
        z = (new.mean(axis=0) - base) / spread * np.sqrt(len(new))
        smooth = 0.6 * smooth + 0.4 * z
        if np.max(np.abs(smooth)) > config.LIMIT * 0.8:
            found.append(number)
    return found
