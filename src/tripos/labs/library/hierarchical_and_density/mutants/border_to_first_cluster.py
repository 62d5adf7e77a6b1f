# says: whichever cluster


def labelled(apart, eps, least):
    core = (apart <= eps).sum(axis=1) >= least
    labels = np.full(len(apart), -1)
    if not core.any():
        return labels, core
    # Components are numbered by their first row already.
    labels[core] = connected_components(apart[np.ix_(core, core)] <= eps)[1]
    reach = np.where(core[None, :], apart, np.inf)
    nearest = np.where(reach <= eps, labels[None, :], len(apart)).argmin(axis=1)
    border = ~core & (reach.min(axis=1) <= eps)
    labels[border] = labels[nearest[border]]
    return labels, core
