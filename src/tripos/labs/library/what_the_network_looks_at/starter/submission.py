def outputs(net, X):
    raise NotImplementedError


def gradients(net, X, y):
    raise NotImplementedError


def effect(net, X, y, mask):
    raise NotImplementedError


def shortcut(net, X, y):
    raise NotImplementedError


def answers(net, X, y, X_new, edits):
    raise NotImplementedError


def deployed(net, X, y, X_dev, y_dev):
    raise NotImplementedError
