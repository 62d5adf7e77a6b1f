import hashlib
import json
import math

import numpy as np
from driver import drive

FORMAT = 1
REASONS = {
    200: "OK", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed",
    411: "Length Required", 413: "Content Too Large", 415: "Unsupported Media Type",
    422: "Unprocessable Content",
}  # fmt: skip
ALLOWED = {"/health": ("GET", "HEAD"), "/schema": ("GET", "HEAD"), "/predict": ("POST",)}


def checksum(model):
    text = json.dumps(model, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def pack(model):
    found = checksum(model)
    parts = {"format": FORMAT, "version": found[:12], "checksum": found, "model": model}
    return json.dumps(parts, sort_keys=True, separators=(",", ":"), allow_nan=False)


def load(artefact):
    parts = json.loads(artefact)  # a JSONDecodeError is a ValueError
    if not isinstance(parts, dict) or set(parts) != {"format", "version", "checksum", "model"}:
        raise ValueError("this is no artefact")
    if parts["format"] != FORMAT:
        raise ValueError(f"format {parts['format']} is not known here")
    found = checksum(parts["model"])
    if (parts["checksum"], parts["version"]) != (found, found[:12]):
        raise ValueError("the artefact was changed after it was packed")
    return parts["model"]


class Refused(Exception):
    def __init__(self, status, sentence, headers=(), **more):
        super().__init__(sentence)
        self.status, self.headers, self.more = status, list(headers), more


class Predictor:
    """All that can be computed before the first request."""

    def __init__(self, model):
        self.names = [feature["name"] for feature in model["features"]]
        self.bounds = [(feature["low"], feature["high"]) for feature in model["features"]]
        self.mean = np.array([feature["mean"] for feature in model["features"]])
        self.scale = np.array([feature["scale"] for feature in model["features"]])
        self.centres = np.array(model["centres"])
        self.weights, self.gamma, self.bias = np.array(model["weights"]), model["gamma"], model["bias"]

    def predict(self, rows):
        return [self.one(row) for row in (np.array(rows) - self.mean) / self.scale]

    def one(self, z):
        near = np.exp(-self.gamma * ((self.centres - z) ** 2).sum(axis=1))
        score = self.bias + float(self.weights @ near)
        small = math.exp(-abs(score))
        return 1 / (1 + small) if score >= 0 else small / (1 + small)


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
    body = environ["wsgi.input"].read(int(length))
    if len(body) < int(length):
        raise Refused(400, "the body is shorter than its Content-Length")
    return body


def no_constant(name):
    raise ValueError(f"{name} is not JSON")


def parsed(body):
    try:
        return json.loads(body.decode("utf-8"), parse_constant=no_constant)
    except (ValueError, RecursionError):
        raise Refused(400, "the body is not JSON in UTF-8") from None


def checked_rows(sent, predictor, most):
    if not isinstance(sent, dict) or set(sent) != {"rows"} or not isinstance(sent["rows"], list):
        raise Refused(422, "send an object with one field, rows, a list")
    if not sent["rows"]:
        raise Refused(422, "there must be at least one row")
    if len(sent["rows"]) > most:
        raise Refused(413, f"at most {most} rows may be sent at a time")
    return [checked_row(i, row, predictor) for i, row in enumerate(sent["rows"])]


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
        if not low <= value <= high:
            refuse(name, f"must lie between {low} and {high}")
        values.append(float(value))
    return values


def serve(artefact):
    model = load(artefact)
    version = checksum(model)[:12]
    predictor = Predictor(model)
    limits = model["limits"]
    schema = {
        "features": [{key: one[key] for key in ("name", "low", "high")} for one in model["features"]],
        "limits": limits,
    }
    signed = {"model": model["name"], "version": version}

    def handled(environ):
        path, method = environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"]
        if path not in ALLOWED:
            raise Refused(404, "there are /health, /schema and /predict here")
        if method not in ALLOWED[path]:
            allowed = ", ".join(ALLOWED[path])
            raise Refused(405, f"{path} answers {allowed} only", [("Allow", allowed)])
        if path == "/health":
            return {"status": "ok", **signed}
        if path == "/schema":
            return {**signed, **schema}
        rows = checked_rows(parsed(read_body(environ, limits["bytes"])), predictor, limits["rows"])
        return {**signed, "predictions": predictor.predict(rows)}

    def app(environ, start_response):
        try:
            status, headers, told = 200, [], handled(environ)
        except Refused as error:
            status, headers = error.status, error.headers
            told = {"error": str(error), **error.more}
        body = json.dumps(told).encode()
        headers = [
            ("Content-Type", "application/json"), ("Content-Length", str(len(body))),
            ("X-Model-Version", version), *headers,
        ]  # fmt: skip
        start_response(f"{status} {REASONS[status]}", headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]

    return app


def respond(artefact, requests):
    """Given: one application, many requests. Leave it as it is."""
    return drive(serve(artefact), requests)
