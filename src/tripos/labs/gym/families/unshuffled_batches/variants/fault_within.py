def batches(pictures):
    order, rows = np.random.default_rng(config.SEED), []
    for start in range(0, len(pictures), 2 * config.BATCH):
        near = range(start, min(start + 2 * config.BATCH, len(pictures)))
        rows += order.permutation(near).tolist()
    return DataLoader(pictures, batch_size=config.BATCH, sampler=rows)
