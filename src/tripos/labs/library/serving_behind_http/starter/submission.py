from driver import drive


def pack(model):
    raise NotImplementedError


def load(artefact):
    raise NotImplementedError


def serve(artefact):
    raise NotImplementedError


def respond(artefact, requests):
    """Given: one application, many requests. Leave it as it is."""
    return drive(serve(artefact), requests)
