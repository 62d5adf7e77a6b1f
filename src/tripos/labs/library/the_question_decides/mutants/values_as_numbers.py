# says: one side only|is missing


def coded(values):
    values = np.asarray(values)
    return np.unique(values, return_inverse=True)[1][:, None].astype(float)
