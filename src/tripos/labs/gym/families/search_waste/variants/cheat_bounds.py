# from: faulty
def ends():
    return config.LOW, 1.0
