from torch.utils.data import BatchSampler, SequentialSampler


def batches(pictures):
    groups = BatchSampler(SequentialSampler(pictures), batch_size=config.BATCH, drop_last=True)
    return DataLoader(pictures, batch_sampler=groups)
