def separation(scores, labels):
    raise NotImplementedError


def rebuilt(X, forbidden, X_new, columns):
    raise NotImplementedError


def recovery(X, forbidden, folds, columns):
    raise NotImplementedError


def proxies(X, forbidden, folds, slack):
    raise NotImplementedError


def cleaned(X, forbidden, X_new, forbidden_new):
    raise NotImplementedError
