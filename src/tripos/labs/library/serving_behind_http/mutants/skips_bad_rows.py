# says: status 200, not 422


def checked_rows(sent, predictor, most):
    if not isinstance(sent, dict) or set(sent) != {"rows"} or not isinstance(sent["rows"], list):
        raise Refused(422, "send an object with one field, rows, a list")
    if not sent["rows"]:
        raise Refused(422, "there must be at least one row")
    if len(sent["rows"]) > most:
        raise Refused(413, f"at most {most} rows may be sent at a time")
    good = []
    for i, row in enumerate(sent["rows"]):
        try:
            good.append(checked_row(i, row, predictor))
        except Refused:
            pass
    return good
