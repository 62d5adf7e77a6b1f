# says: dependence must return


def dependence(P):
    surface = np.asarray(P).mean(axis=0)
    return [surface.mean(axis=0), surface.mean(axis=1), surface]
