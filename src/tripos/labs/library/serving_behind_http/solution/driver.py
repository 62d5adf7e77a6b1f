"""Drives a WSGI application the way a server does (PEP 3333), without a network. Leave it as it is."""

import sys
from urllib.parse import unquote


class Body:
    """The body as a socket gives it: who asks for more than was sent waits for ever."""

    def __init__(self, data, announced):
        self.data, self.left, self.hung = data, announced, False

    def read(self, size=-1):
        if size is None or size < 0 or size > self.left:
            self.hung = True
            size = len(self.data)
        piece, self.data = self.data[:size], self.data[size:]
        self.left -= min(size, self.left)
        return piece

    def readline(self, size=-1):
        return self.read(size)

    def readlines(self, hint=-1):
        return [self.read(hint)]

    def __iter__(self):
        yield self.read()


def environ_of(method, path, headers, body):
    place, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": unquote(place), "QUERY_STRING": query,
        "SERVER_NAME": "localhost", "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.errors": sys.stderr,
        "wsgi.multithread": False, "wsgi.multiprocess": False, "wsgi.run_once": False,
    }  # fmt: skip
    for name, value in headers.items():
        name = name.upper().replace("-", "_")
        environ[name if name in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{name}"] = value
    length = environ.get("CONTENT_LENGTH", "")
    environ["wsgi.input"] = Body(body, int(length) if length.isdecimal() else 0)
    return environ


def answer(app, method, path, headers, body):
    data = body.encode() if isinstance(body, str) else bytes(body)
    environ = environ_of(method, path, headers, data)
    started = []

    def start_response(status, headers, exc_info=None):
        started.append((status, headers))
        return lambda piece: None

    pieces, given, broken = [], [], ""
    try:
        pieces = app(environ, start_response)
        given = list(pieces)
    except Exception as error:
        broken = f"the application raised {type(error).__name__}: {error}"[:200]
    finally:
        if hasattr(pieces, "close"):
            pieces.close()
    if environ["wsgi.input"].hung:
        broken = "wsgi.input was read beyond the Content-Length: on a socket this waits for ever"
    elif not broken and (
        isinstance(pieces, (str, bytes)) or not all(isinstance(one, bytes) for one in given)
    ):
        broken = "the application must return a list of bytes"
    elif not broken and len(started) != 1:
        broken = f"start_response was called {len(started)} times"
    if broken:
        return {"status": 0, "headers": {}, "body": "", "broken": broken}
    status, sent = started[0]
    named = {name.lower(): value for name, value in sent}
    body = b"".join(given).decode()
    return {"status": int(status[:3]), "headers": named, "body": body, "broken": ""}


def drive(app, requests):
    """The answers to requests [method, path, headers, body], one after the other."""
    return [answer(app, *request) for request in requests]
