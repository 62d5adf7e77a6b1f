def batches(pictures):
    return DataLoader(pictures, batch_size=config.BATCH)
