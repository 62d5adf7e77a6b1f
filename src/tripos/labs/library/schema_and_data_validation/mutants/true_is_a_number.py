# says: True is no number|'type' is not found


def fits(value, kind):
    if kind == "bool":
        return isinstance(value, bool)
    if kind == "number":
        return isinstance(value, (int, float))
    if kind == "date":
        return is_date(value)
    return isinstance(value, str)


def type_of(values, named_date):
    if named_date:
        return "date"
    for kind in ("number", "bool"):
        if values and all(fits(value, kind) for value in values):
            return kind
    return "category" if len(set(values)) <= len(values) / 10 else "text"
