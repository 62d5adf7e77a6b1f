# from: faulty
def offline(table):
    columns = [np.asarray(table[f"{config.PREFIX}{at}"]) for at in range(64)]
    grey = np.column_stack(columns) * (config.DEVICE_TOP / config.ARCHIVE_TOP)
    return serve(grey.reshape(-1, 8, 8))
