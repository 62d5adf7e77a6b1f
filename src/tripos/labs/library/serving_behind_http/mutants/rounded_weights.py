# says: not that of the brief|has changed|checksum


def pack(model):
    model = {**model, "weights": [round(one, 10) for one in model["weights"]]}
    found = checksum(model)
    parts = {"format": FORMAT, "version": found[:12], "checksum": found, "model": model}
    return json.dumps(parts, sort_keys=True, separators=(",", ":"), allow_nan=False)
