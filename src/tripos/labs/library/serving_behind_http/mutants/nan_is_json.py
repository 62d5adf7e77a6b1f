# says: NaN


def parsed(body):
    try:
        return json.loads(body.decode("utf-8"), parse_constant=float)
    except (ValueError, RecursionError):
        raise Refused(400, "the body is not JSON in UTF-8") from None
