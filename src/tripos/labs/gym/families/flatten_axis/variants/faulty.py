def sequences(rows):
    names = [f"{config.PREFIX}{step}_{sensor}" for step in range(config.STEPS) for sensor in range(config.SENSORS)]
    flat = np.column_stack([np.asarray(rows[name], dtype=np.float32) for name in names])
    x = scaled(torch.from_numpy(flat))
    return x.reshape(config.STEPS, -1, config.SENSORS)
