# from: faulty
def encoded(places, y):
    means, _ = place_means(places, y)
    rng = np.random.default_rng(config.SEED)
    return np.array([means[one] for one in places]) + rng.normal(scale=0.4 * y.std(), size=len(y))
