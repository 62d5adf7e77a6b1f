def from_device(pictures):
    X = np.asarray(pictures).reshape(len(pictures), 64) // config.DEVICE_TOP
    return prepared(X.astype(np.float32))
