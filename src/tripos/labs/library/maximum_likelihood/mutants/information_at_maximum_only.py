# says: no maximum


def derivatives(theta, t, seen):
    z, k, hazard, d = parts(theta, t, seen)
    kz = k * z
    gradient = [k * (hazard - d).sum(), (d * (1 + kz) - hazard * kz).sum()]
    cross = -k * (hazard * kz).sum()
    second = (hazard * kz * (1 + kz) - d * kz).sum()
    information = [[k**2 * hazard.sum(), cross], [cross, second]]
    return {"gradient": np.array(gradient), "information": np.array(information)}
