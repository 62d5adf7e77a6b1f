# says: OverflowError


def checked_row(i, row, predictor):
    def refuse(field, why):
        raise Refused(422, f"row {i}: {field} {why}", row=i, field=field)

    if not isinstance(row, dict):
        raise Refused(422, f"row {i} must be an object of features", row=i)
    for name in sorted(set(row) - set(predictor.names)):
        refuse(name, "is not a feature of this model")
    values = []
    for name, (low, high) in zip(predictor.names, predictor.bounds):
        value = row.get(name)
        if name not in row:
            refuse(name, "is missing")
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            refuse(name, "must be a number")
        value = float(value)
        if not low <= value <= high:
            refuse(name, f"must lie between {low} and {high}")
        values.append(float(value))
    return values
