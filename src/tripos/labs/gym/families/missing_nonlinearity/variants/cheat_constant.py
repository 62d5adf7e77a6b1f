# from: faulty
def serve(rows):
    count = len(np.asarray(rows[config.COLUMNS[0]]))
    return np.full(count, 0.5)
