# says: blank


def is_missing(value):
    if value is None:
        return True
    return isinstance(value, float) and math.isnan(value)
