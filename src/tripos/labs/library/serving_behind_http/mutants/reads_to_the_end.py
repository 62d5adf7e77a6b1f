# says: waits for ever


def read_body(environ, most):
    kind = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refused(415, "send the rows as application/json")
    length = environ.get("CONTENT_LENGTH", "")
    if not length:
        raise Refused(411, "say with Content-Length how long the body is")
    if not (length.isascii() and length.isdigit()):
        raise Refused(400, "the Content-Length is not a whole number")
    if int(length) > most:
        raise Refused(413, f"the body may have {most} bytes at most")
    body = environ["wsgi.input"].read()
    if len(body) < int(length):
        raise Refused(400, "the body is shorter than its Content-Length")
    return body
