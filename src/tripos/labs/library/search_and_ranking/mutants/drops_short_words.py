# says: formula of the brief|accents too


def tokens(text):
    return [w for w in re.findall(r"[^\W_]+", text.lower()) if len(w) > 2]
