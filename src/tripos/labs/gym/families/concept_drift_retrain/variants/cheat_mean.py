# from: faulty
def predict(rows):
    return np.full(len(rows[config.DAY]), held["model"][-1].intercept_)
