# says: 'duplicate' has the wrong number


def check_key(name, values):
    again = sum(values.count(value) > 1 for value in values)
    if again:
        yield finding("duplicate", name, "error", again)
