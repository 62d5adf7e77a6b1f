# says: columns of texts|shape


def clean(text):
    return text
