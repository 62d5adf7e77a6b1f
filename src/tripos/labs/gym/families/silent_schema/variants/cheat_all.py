# from: faulty
def check(rows):
    return list(held["rules"])
