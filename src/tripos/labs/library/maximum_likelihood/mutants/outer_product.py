# says: minus the second derivatives


def derivatives(theta, t, seen):
    z, k, hazard, d = parts(theta, t, seen)
    kz = k * z
    gradient = [k * (hazard - d).sum(), (d * (1 + kz) - hazard * kz).sum()]
    cross = -k * (hazard - d + hazard * kz).sum()
    second = (hazard * kz * (1 + kz) - d * kz).sum()
    rows = np.array([k * (hazard - d), d * (1 + kz) - hazard * kz])
    information = rows @ rows.T
    return {"gradient": np.array(gradient), "information": np.array(information)}
