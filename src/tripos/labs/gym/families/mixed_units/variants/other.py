from sklearn.mixture import GaussianMixture


def in_one_unit(values, factor):
    steps = np.round(np.log(values / np.median(values)) / np.log(factor))
    return values / factor**steps


def clusters(table):
    X = scaled(prepared(table))
    start = KMeans(config.GROUPS, n_init=2, random_state=config.SEED).fit(X).cluster_centers_
    model = GaussianMixture(
        config.GROUPS, covariance_type="diag", reg_covar=0.05, means_init=start,
        random_state=config.SEED,
    )
    return model.fit_predict(X)
