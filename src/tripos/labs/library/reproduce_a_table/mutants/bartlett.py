# says: df2 is w m|F is Rao


def tests(X, Y):
    r = canonical(X, Y)["correlations"]
    n, p, q = len(X), X.shape[1], Y.shape[1]
    rows = []
    for at in range(len(r)):
        s, t = p - at, q - at
        wilks = float(np.prod(1 - r[at:] ** 2))
        under = s**2 + t**2 - 5
        root = 1.0
        df1 = s * t
        df2 = (n - (p + q + 3) / 2) * root - s * t / 2 + 1
        shrunk = wilks ** (1 / root)
        F = (1 - shrunk) / shrunk * df2 / df1
        rows.append({"wilks": wilks, "F": float(F), "df1": float(df1), "df2": float(df2),
                     "p": float(stats.f.sf(F, df1, df2))})
    return rows
