def squared(predicted, wanted):
    gap = (predicted - wanted.flatten()).abs()
    return torch.where(gap < 1, gap**2, 2 * gap - 1).mean()
