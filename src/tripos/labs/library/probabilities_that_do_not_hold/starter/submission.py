def calibration(p, y):
    raise NotImplementedError


def calibration_test(p, y):
    raise NotImplementedError


def cause(p, y, later):
    raise NotImplementedError


def recalibrated(p, y, later):
    raise NotImplementedError


def decide(p, y, later, costs):
    raise NotImplementedError
