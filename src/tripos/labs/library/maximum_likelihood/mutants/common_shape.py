# says: each group's own


def ratio_test(t, seen, group):
    t, seen, group = np.asarray(t, dtype=float), np.asarray(seen), np.asarray(group)
    names = np.unique(group)
    tau = fit(t, seen)["theta"][1]
    apart = [profile(tau, t[group == one], seen[group == one]) for one in names]
    statistic = max(0.0, 2 * (sum(apart) - fit(t, seen)["log_likelihood"]))
    df = 2 * (len(names) - 1)
    return {"statistic": statistic, "df": df, "p": float(chi2.sf(statistic, df))}
