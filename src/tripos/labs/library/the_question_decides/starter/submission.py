def pooled(t, y):
    raise NotImplementedError


def adjusted(t, y, z):
    raise NotImplementedError


def turned_round(t, y, z):
    raise NotImplementedError


def confounders(t, y, columns, before, level):
    raise NotImplementedError


def answer(question, t, y, columns, before, level):
    raise NotImplementedError
