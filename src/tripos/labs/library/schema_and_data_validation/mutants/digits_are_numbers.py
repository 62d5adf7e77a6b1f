# says: digits in quotes


def type_of(values, named_date):
    if named_date:
        return "date"
    for kind in ("bool", "number"):
        if values and all(fits(value, kind) for value in values):
            return kind
    if values and all(str(value).isdigit() for value in values):
        return "number"
    return "category" if len(set(values)) <= len(values) / 10 else "text"
