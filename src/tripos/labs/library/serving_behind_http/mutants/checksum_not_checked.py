# says: a weight changed


def load(artefact):
    parts = json.loads(artefact)  # a JSONDecodeError is a ValueError
    if not isinstance(parts, dict) or set(parts) != {"format", "version", "checksum", "model"}:
        raise ValueError("this is no artefact")
    if parts["format"] != FORMAT:
        raise ValueError(f"format {parts['format']} is not known here")
    found = checksum(parts["model"])
    if parts["version"] != parts["checksum"][:12]:
        raise ValueError("the artefact was changed after it was packed")
    return parts["model"]
