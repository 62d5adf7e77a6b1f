def from_device(pictures):
    levels = np.asarray(pictures).reshape(len(pictures), 64) * (config.ARCHIVE_TOP / config.DEVICE_TOP)
    return from_archive({f"{config.PREFIX}{at}": levels[:, at] for at in range(64)})
