def customer_table(lines, as_of):
    raise NotImplementedError


def segment(table, k, seed):
    raise NotImplementedError


def assign(model, table):
    raise NotImplementedError


def choose_count(table, ks, seed):
    raise NotImplementedError


def describe(table, labels):
    raise NotImplementedError


def holdout(table, labels, lines, as_of, days):
    raise NotImplementedError


def action_plan(size, base, treated, margin, cost, budget):
    raise NotImplementedError
