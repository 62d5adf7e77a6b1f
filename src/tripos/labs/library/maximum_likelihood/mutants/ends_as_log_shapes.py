# says: both sides|too


def profile_interval(t, seen, level):
    t, seen = np.asarray(t, dtype=float), np.asarray(seen)
    found = fit(t, seen)
    most, tau = found["log_likelihood"], found["theta"][1]
    limit = chi2.ppf(level, 1)

    def beyond(at):
        return 2 * (most - profile(at, t, seen)) - limit

    ends = []
    for side in (-1, 1):
        reach = found["errors"][1]
        while beyond(tau + side * reach) < 0:
            reach *= 2
        ends.append(float(brentq(beyond, tau, tau + side * reach, xtol=1e-9)))
    return ends
