# says: underscore part them


def tokens(text):
    return re.findall(r"\w+", text.lower())
