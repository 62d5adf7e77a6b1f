# from: faulty
def serve(rows):
    count = len(next(iter(rows.values())))
    return np.full((count, config.CLASSES), 1 / config.CLASSES)
