# from: faulty
def clean(text):
    return str(text)
