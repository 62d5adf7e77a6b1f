# says: normal quantile


def quantile(theta, covariance, p, level):
    k = np.exp(theta[1])
    log_hazard = np.log(-np.log1p(-p))
    log_time = theta[0] + log_hazard / k
    slope = np.array([1.0, -log_hazard / k])
    error = np.sqrt(slope @ np.asarray(covariance) @ slope)
    reach = norm.ppf(level) * error
    return {
        "estimate": float(np.exp(log_time)),
        "error": float(np.exp(log_time) * error),
        "low": float(np.exp(log_time - reach)),
        "high": float(np.exp(log_time + reach)),
    }
