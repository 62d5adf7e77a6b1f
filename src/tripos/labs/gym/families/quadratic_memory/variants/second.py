def points(table):
    north = np.asarray(table[config.LATITUDE], dtype=float)
    east = np.asarray(table[config.LONGITUDE], dtype=float)
    return np.column_stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])
