# says: another text|not that of the brief


def checksum(model):
    text = json.dumps(model, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def pack(model):
    found = checksum(model)
    parts = {"format": FORMAT, "version": found[:12], "checksum": found, "model": model}
    return json.dumps(parts, separators=(",", ":"), allow_nan=False)
