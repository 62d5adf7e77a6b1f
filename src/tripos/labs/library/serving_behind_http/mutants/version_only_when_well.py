# says: X-Model-Version


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
            *([("X-Model-Version", version)] if status == 200 else []), *headers,
        ]  # fmt: skip
        start_response(f"{status} {REASONS[status]}", headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]

    return app
