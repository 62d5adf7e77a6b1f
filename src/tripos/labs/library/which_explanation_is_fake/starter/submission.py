def outputs(net, X):
    raise NotImplementedError


def integrated(net, X, baseline, steps):
    raise NotImplementedError


def occlusion(net, X, baseline):
    raise NotImplementedError


def deletion(net, X, A, baseline):
    raise NotImplementedError


def fakes(net, X, explanations, baseline):
    raise NotImplementedError
