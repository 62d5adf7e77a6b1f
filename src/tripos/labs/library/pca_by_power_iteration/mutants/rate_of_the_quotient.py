# says: steps_needed


def steps_needed(values, tolerance):
    size = np.sort(np.abs(np.asarray(values, dtype=float)))[::-1]
    if len(size) == 1 or (size[1] == 0 and size[0] > 0):
        return 1
    if size[1] == size[0]:
        return -1
    return max(1, int(np.ceil(np.log(tolerance) / np.log((size[1] / size[0]) ** 2) - 1e-9)))
