# says: parameters that the groups have more


def ratio_test(t, seen, group):
    t, seen, group = np.asarray(t, dtype=float), np.asarray(seen), np.asarray(group)
    names = np.unique(group)
    apart = [fit(t[group == one], seen[group == one])["log_likelihood"] for one in names]
    statistic = max(0.0, 2 * (sum(apart) - fit(t, seen)["log_likelihood"]))
    df = 2 * len(names)
    return {"statistic": statistic, "df": df, "p": float(chi2.sf(statistic, df))}
