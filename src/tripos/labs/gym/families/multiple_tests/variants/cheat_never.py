# from: faulty
def drifted(p):
    return False
