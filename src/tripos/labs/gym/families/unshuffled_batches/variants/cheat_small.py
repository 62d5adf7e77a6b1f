# from: faulty
def batches(pictures):
    return DataLoader(pictures, batch_size=max(config.BATCH // 3, 4))
