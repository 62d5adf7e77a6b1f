# says: sorted


def labellings(points, family):
    points = np.asarray(points, dtype=float)
    if family == "rectangles":
        found = by_rectangles(points)
    elif family == "halfplanes":
        found = by_halfplanes(points)
    else:
        found = runs_at_most(points.ravel(), 1 if family == "intervals" else 2)
    return np.array(sorted({tuple(int(v) for v in one) for one in found}, reverse=True))
