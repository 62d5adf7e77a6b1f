# says: not finite


def checksum(model):
    text = json.dumps(model, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def pack(model):
    found = checksum(model)
    parts = {"format": FORMAT, "version": found[:12], "checksum": found, "model": model}
    return json.dumps(parts, sort_keys=True, separators=(",", ":"))
