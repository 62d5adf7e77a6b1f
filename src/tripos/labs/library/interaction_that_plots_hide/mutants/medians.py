# says: dependence: the surface


def dependence(P):
    surface = np.median(P, axis=0)
    return [surface.mean(axis=1), surface.mean(axis=0), surface]
