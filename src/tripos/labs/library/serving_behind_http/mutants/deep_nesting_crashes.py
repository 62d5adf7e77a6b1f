# says: RecursionError


def parsed(body):
    try:
        return json.loads(body.decode("utf-8"), parse_constant=no_constant)
    except ValueError:
        raise Refused(400, "the body is not JSON in UTF-8") from None
