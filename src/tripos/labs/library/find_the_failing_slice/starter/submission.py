def covers(conditions, columns):
    raise NotImplementedError


def interval(errors, rows, level):
    raise NotImplementedError


def excess(wrong, inside):
    raise NotImplementedError


def search(columns, wrong):
    raise NotImplementedError


def failing_slice(columns, wrong, fresh_columns, fresh_wrong, level):
    raise NotImplementedError
