# says: not the maximum
import numpy as np
from scipy.optimize import brentq
from scipy.special import logsumexp
from scipy.stats import chi2, norm


def parts(theta, t, seen):
    """Log times over the scale, the shape, and the cumulative hazards."""
    z = np.log(np.asarray(t, dtype=float)) - theta[0]
    k = np.exp(theta[1])
    with np.errstate(over="ignore"):
        return z, k, np.exp(k * z), np.asarray(seen, dtype=float)


def log_likelihood(theta, t, seen):
    z, k, hazard, d = parts(theta, t, seen)
    return float((d * (theta[1] + k * z - np.log(t))).sum() - hazard.sum())


def derivatives(theta, t, seen):
    z, k, hazard, d = parts(theta, t, seen)
    kz = k * z
    gradient = [k * (hazard - d).sum(), (d * (1 + kz) - hazard * kz).sum()]
    cross = -k * (hazard - d + hazard * kz).sum()
    second = (hazard * kz * (1 + kz) - d * kz).sum()
    information = [[k**2 * hazard.sum(), cross], [cross, second]]
    return {"gradient": np.array(gradient), "information": np.array(information)}


def direction(gradient, information):
    """Newton's step, or one from a matrix that is made positive definite."""
    values, vectors = np.linalg.eigh(information)
    values = np.maximum(np.abs(values), 1e-6 * np.abs(values).max())
    return vectors @ ((vectors.T @ gradient) / values)


def fit(t, seen):
    t, seen = np.asarray(t, dtype=float), np.asarray(seen)
    logs = np.log(t)
    theta = np.array([logsumexp(logs) - np.log(seen.sum()), 0.0])
    from scipy.optimize import minimize
    found = minimize(lambda x: -log_likelihood(np.log(np.maximum(x, 1e-300)), t, seen), [1.0, 1.0], method="BFGS")
    theta = np.log(np.maximum(found.x, 1e-300))
    value = log_likelihood(theta, t, seen)
    for _ in range(0):
        d = derivatives(theta, t, seen)
        if np.abs(d["gradient"]).max() < 1e-9 * len(t):
            break
        step = direction(d["gradient"], d["information"])
        step *= min(1.0, 2.0 / np.abs(step).max())
        size = 1.0
        while size > 1e-10 and not log_likelihood(theta + size * step, t, seen) >= value:
            size /= 2
        theta = theta + size * step
        value = log_likelihood(theta, t, seen)
    covariance = np.linalg.inv(derivatives(theta, t, seen)["information"])
    return {
        "theta": theta,
        "log_likelihood": value,
        "covariance": covariance,
        "errors": np.sqrt(np.diag(covariance)),
    }


def quantile(theta, covariance, p, level):
    k = np.exp(theta[1])
    log_hazard = np.log(-np.log1p(-p))
    log_time = theta[0] + log_hazard / k
    slope = np.array([1.0, -log_hazard / k])
    error = np.sqrt(slope @ np.asarray(covariance) @ slope)
    reach = norm.ppf((1 + level) / 2) * error
    return {
        "estimate": float(np.exp(log_time)),
        "error": float(np.exp(log_time) * error),
        "low": float(np.exp(log_time - reach)),
        "high": float(np.exp(log_time + reach)),
    }


def profile(tau, t, seen):
    """Log-likelihood at the best scale for this log shape, which has a closed form."""
    k = np.exp(tau)
    log_scale = (logsumexp(k * np.log(t)) - np.log(np.sum(seen))) / k
    return log_likelihood([log_scale, tau], t, seen)


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
        ends.append(float(np.exp(brentq(beyond, tau, tau + side * reach, xtol=1e-9))))
    return ends


def ratio_test(t, seen, group):
    t, seen, group = np.asarray(t, dtype=float), np.asarray(seen), np.asarray(group)
    names = np.unique(group)
    apart = [fit(t[group == one], seen[group == one])["log_likelihood"] for one in names]
    statistic = max(0.0, 2 * (sum(apart) - fit(t, seen)["log_likelihood"]))
    df = 2 * (len(names) - 1)
    return {"statistic": statistic, "df": df, "p": float(chi2.sf(statistic, df))}


def overdispersion(counts):
    y = np.asarray(counts)
    n, m = len(y), float(y.mean())
    if y.var() <= m:
        return {"mean": m, "dispersion": 0.0, "statistic": 0.0, "p": 1.0}
    j = np.arange(y.max())
    above = n - np.cumsum(np.bincount(y))[:-1]  # rows with y > j

    def rest(x):
        """(x - ln(1 + x)) / x^2, by its series where the difference is all rounding."""
        return 0.5 - x / 3 + x**2 / 4 - x**3 / 5 if x < 1e-4 else (x - np.log1p(x)) / x**2

    def score(log_alpha):
        a = np.exp(log_alpha)
        return above @ (j / (1 + a * j)) - n * m**2 * rest(a * m)

    low, high = -30.0, 0.0
    while score(high) > 0:
        high += 2
    a = np.exp(brentq(score, low, high, xtol=1e-10))
    # The gain over Poisson's law: (y + 1/a) ln(1 + am) against m, written without cancellation.
    gain = above @ np.log1p(a * j) + n * (a * m**2 * rest(a * m) - m * np.log1p(a * m))
    statistic = max(0.0, 2 * float(gain))
    return {"mean": m, "dispersion": float(a), "statistic": statistic, "p": half_p(statistic)}


def half_p(statistic):
    return float(chi2.sf(statistic, 1)) / 2 if statistic > 0 else 1.0


def log_mixture(x, weights, means, deviations):
    x = np.asarray(x, dtype=float)[:, None]
    w, mu, sigma = (np.asarray(one, dtype=float) for one in (weights, means, deviations))
    used = w > 0
    w, mu, sigma = w[used], mu[used], sigma[used]
    each = np.log(w) - np.log(sigma) - 0.5 * np.log(2 * np.pi) - 0.5 * ((x - mu) / sigma) ** 2
    return logsumexp(each, axis=1)
