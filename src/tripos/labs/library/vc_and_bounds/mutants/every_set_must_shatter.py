# says: vc_search


def vc_search(family, most, seed):
    rng = np.random.default_rng(seed)
    best = 0
    for n in range(1, most + 1):
        sets = rng.normal(size=(100, n, DIMENSION[family]))
        if all(shattered(one, family) for one in sets):
            best = n
    return best
