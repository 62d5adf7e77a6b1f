# from: faulty
def batches(pictures):
    half = len(pictures) // 2
    rows = [at for pair in zip(range(half), range(half, 2 * half)) for at in pair]
    return DataLoader(pictures, batch_size=config.BATCH, sampler=rows)
