# says: wrong sign


def instant(text):
    return parsed(text).timestamp() + 2 * parsed(text).utcoffset().total_seconds()
