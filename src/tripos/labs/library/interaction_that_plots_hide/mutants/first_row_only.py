# says: dependence: the surface


def dependence(P):
    surface = np.asarray(P)[0]
    return [surface.mean(axis=1), surface.mean(axis=0), surface]
