def sequences(rows):
    steps = []
    for step in range(config.STEPS):
        names = [f"{config.PREFIX}{step}_{sensor}" for sensor in range(config.SENSORS)]
        steps.append(np.column_stack([np.asarray(rows[name], dtype=np.float32) for name in names]))
    return scaled(torch.from_numpy(np.stack(steps)))
