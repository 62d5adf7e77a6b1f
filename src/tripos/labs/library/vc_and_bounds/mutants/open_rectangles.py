# says: rectangles


def by_rectangles(points):
    kept = []
    for labels in product((False, True), repeat=len(points)):
        inside = points[np.array(labels, dtype=bool)]
        if len(inside) == 0:
            kept.append(labels)
            continue
        held = ((points > inside.min(axis=0) - 1e-9) & (points < inside.max(axis=0) + 1e-9)).any(axis=1)
        if held.tolist() == list(labels):
            kept.append(labels)
    return kept
