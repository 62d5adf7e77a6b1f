# says: the offset of a time


def instant(text):
    return parsed(text).replace(tzinfo=datetime.timezone.utc).timestamp()
