def instant(text):
    raise NotImplementedError


def features(events, who, at):
    raise NotImplementedError


def training_set(events, labels, now):
    raise NotImplementedError


def replay(log):
    raise NotImplementedError


def skew(offline, served, names):
    raise NotImplementedError
