def batches(pictures):
    order = np.random.default_rng(config.SEED).permutation(len(pictures))
    by_class = order[np.argsort(pictures.y.numpy()[order], kind="stable")]
    return DataLoader(pictures, batch_size=config.BATCH, sampler=by_class.tolist())
