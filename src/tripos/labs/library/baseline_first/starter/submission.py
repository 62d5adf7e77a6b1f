def skill(losses, naive):
    raise NotImplementedError


def paired(a, b, ratio):
    raise NotImplementedError


def worth_it(gain, error, worth, price):
    raise NotImplementedError


def shrunk(scores, error):
    raise NotImplementedError


def act(state):
    raise NotImplementedError
