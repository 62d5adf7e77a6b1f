# says: a row too many


def checked_rows(sent, predictor, most):
    if not isinstance(sent, dict) or set(sent) != {"rows"} or not isinstance(sent["rows"], list):
        raise Refused(422, "send an object with one field, rows, a list")
    if not sent["rows"]:
        raise Refused(422, "there must be at least one row")
    return [checked_row(i, row, predictor) for i, row in enumerate(sent["rows"])]
