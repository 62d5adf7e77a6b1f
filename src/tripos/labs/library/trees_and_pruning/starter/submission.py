def impurity(counts, criterion):
    raise NotImplementedError


def best_split(X, y, classes, criterion, min_leaf):
    raise NotImplementedError


def grow(X, y, classes, criterion, max_depth, min_leaf):
    raise NotImplementedError


def predict(tree, X):
    raise NotImplementedError


def pruning_path(tree):
    raise NotImplementedError


def prune(tree, alpha):
    raise NotImplementedError


def choose_alpha(X, y, classes, folds, criterion, min_leaf):
    raise NotImplementedError


def instability(X, y, classes, rows, alpha):
    raise NotImplementedError
