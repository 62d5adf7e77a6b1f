def batches(pictures):
    order = np.random.default_rng(config.SEED).permutation(len(pictures))
    return DataLoader(Pictures(pictures.X[order], pictures.y[order]), batch_size=config.BATCH)
