# says: parts of a second


def instant(text):
    return float(int(parsed(text).timestamp()))
