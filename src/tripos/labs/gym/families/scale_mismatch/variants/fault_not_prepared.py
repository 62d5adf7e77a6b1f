def from_device(pictures):
    X = np.asarray(pictures, dtype=np.float32).reshape(len(pictures), 64)
    return torch.from_numpy(X / config.DEVICE_TOP)
