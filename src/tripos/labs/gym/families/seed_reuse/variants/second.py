def bounds(found):
    return np.mean(found) + np.std(found) * np.array([-1.0, 1.0])
