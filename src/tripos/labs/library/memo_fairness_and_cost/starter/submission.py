def rates(y, granted, group):
    raise NotImplementedError


def thresholds(y, score, group, unpaid, refused):
    raise NotImplementedError


def memo(y, score, group, unpaid, refused, criterion, allowed):
    raise NotImplementedError
