# says: halfplanes.*missing


def by_halfplanes(points):
    """Prefixes of the orders in which directions meet the points, between critical directions."""
    off = (points[:, None] - points[None]).reshape(-1, 2)
    off = off[(off != 0).any(axis=1)]
    critical = np.unique(np.mod(np.arctan2(off[:, 1], off[:, 0]) + np.pi / 2, np.pi))
    if len(critical) == 0:
        critical = np.array([0.0, 1.0])
    # Angles that are equal but for rounding leave no room between them.
    critical = critical[np.append(True, np.diff(critical) > 1e-9)]
    between = (critical + np.append(critical[1:], critical[0] + np.pi)) / 2
    kept = {tuple([0] * len(points)), tuple([1] * len(points))}
    for angle in between:
        reach = points @ np.array([np.cos(angle), np.sin(angle)])
        for cut in reach:
            kept.add(tuple((reach >= cut - 1e-12).astype(int).tolist()))
    return kept
